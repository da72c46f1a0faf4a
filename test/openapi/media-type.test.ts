import { expect, test } from 'vitest'
import { chooseMediaType, isJson, parseMediaType } from '../../src/openapi/index.js'

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

test('nothing describes what no entry names', () => {
  const name = parseMediaType('text/html')
  expect(name && chooseMediaType([{ name: 'text/plain' }], name)).toBeUndefined()
})

test.each(['', 'json', 'a/b/c', 'text/', 'text/html; charset', 'text/html, text/plain', 'tex t/html'])(
  '%j is no media type',
  (text) => {
    expect(parseMediaType(text)).toBeUndefined()
  },
)

test('parameters may be quoted, and empty ones are let be', () => {
  expect(parseMediaType('text/html; a="b;\\"c" ;; D=e;')?.parameters).toEqual(
    new Map([
      ['a', 'b;"c'],
      ['d', 'e'],
    ]),
  )
})

test.each([
  ['application/json', true],
  ['application/problem+json', true],
  ['text/plain', false],
])('%s is JSON: %s', (text, expected) => {
  const name = parseMediaType(text)
  expect(name && isJson(name)).toBe(expected)
})
