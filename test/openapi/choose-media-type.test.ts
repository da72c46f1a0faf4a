import { describe, expect, test } from 'vitest'
import { chooseMediaType } from '../../src/openapi/index.js'
import { parseMediaType } from '../../src/text/media-type.js'

const entries = ['application/json', 'application/json; v=2', 'application/*', '*/*', 'text/plain'].map((name) => ({
  name,
}))
const chosen = (text: string) => {
  const name = parseMediaType(text)
  return name && chooseMediaType(entries, name)?.name
}

test.each([
  ['application/json', 'application/json'],
  ['APPLICATION/JSON; charset=utf-8', 'application/json'],
  ['application/json;v=2', 'application/json; v=2'],
  ['application/xml', 'application/*'],
  ['text/plain', 'text/plain'],
  ['text/html', '*/*'],
])('%s is described by %s', (received, expected) => {
  expect(chosen(received)).toBe(expected)
})

test('a media type that no entry matches is undocumented', () => {
  const name = parseMediaType('text/html')
  expect(name && chooseMediaType([{ name: 'text/plain' }], name)).toBeUndefined()
})

describe('a parameter', () => {
  const versions = [
    'application/vnd.a+json; version=1',
    'application/vnd.a+json;version=2',
    'text/plain; charset=utf-8',
  ]
  const choose = (received: string) => {
    const name = parseMediaType(received)
    const entries = versions.map((each) => ({ name: each }))
    return name && chooseMediaType(entries, name)?.name
  }

  test('with another value is another media type', () => {
    expect(choose('application/vnd.a+json; version=2')).toBe(versions[1])
    expect(choose('application/vnd.a+json; version=3')).toBeUndefined()
    expect(choose('application/vnd.a+json')).toBe(versions[0])
  })

  test('such as charset does not say what a body is', () => {
    expect(choose('text/plain; charset=latin1')).toBe(versions[2])
  })
})

test.each([
  ['application/problem+json', 'application/*+json'],
  ['application/vnd.a+json', 'application/vnd.a+json'],
  ['application/json', 'application/*'],
  ['image/svg+xml', '*/*+xml'],
])('%s is described by %s beside ranges of suffixes', (received, expected) => {
  const entries = ['*/*+xml', 'application/*', 'application/*+json', 'application/vnd.a+json'].map((name) => ({ name }))
  const name = parseMediaType(received)
  expect(name && chooseMediaType(entries, name)?.name).toBe(expected)
})

test.each<[string, readonly string[], string | undefined]>([
  ['a/b', ['a/b; v=1', 'a/b'], 'a/b'],
  ['a/b; v=1; w=2', ['a/b', 'a/b; v=1', 'a/b; v=1; w=2'], 'a/b; v=1; w=2'],
  ['a/b; v=A', ['a/b; v=a'], 'a/b; v=a'],
  ['a/b; boundary=x; q=1', ['a/b; boundary=y; q=2'], 'a/b; boundary=y; q=2'],
  ['a/b; v=2', ['a/*; v=1'], undefined],
  ['a/b', ['*/b', 'b/*', 'b', 'a'], undefined],
  ['a/b', ['a/*', 'A/*'], 'a/*'],
  ['a/b+xml', ['a/*+json', '*/*', '*/*+xml', 'a/*'], '*/*+xml'],
  ['a/b+json', ['a/*+json', 'a/b+json'], 'a/b+json'],
  ['a/b+json', ['*/*+json', 'a/*+json'], '*/*+json'],
  ['a/b+json', ['b/*+json'], undefined],
  ['a/json', ['a/*+json'], undefined],
  ['a/xjson', ['a/*+json', 'a/*json'], undefined],
  ['a/b+json; v=1', ['a/*+json; v=2', 'a/*'], 'a/*'],
  ['a/b+json; v=1', ['a/*+json', 'a/*+json; v=1'], 'a/*+json'],
])('%s, beside %j, is described by %s', (received, names, expected) => {
  const name = parseMediaType(received)
  const entries = names.map((each) => ({ name: each }))
  expect(name && chooseMediaType(entries, name)?.name).toBe(expected)
})
