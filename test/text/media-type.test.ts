import { expect, test } from 'vitest'
import { isJson, parseMediaType } from '../../src/text/media-type.js'

test.each(['', 'json', 'a/b/c', 'text/', 'text/html; charset', 'text/html, text/plain', 'tex t/html'])(
  '%j is no media type',
  (text) => {
    expect(parseMediaType(text)).toBeUndefined()
  },
)

test('parameters may be quoted, and empty ones are ignored', () => {
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
