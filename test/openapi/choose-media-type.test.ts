import { expect, test } from 'vitest'
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
