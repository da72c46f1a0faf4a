import { expect, test } from 'vitest'
import { isJson, isXml, parseMediaType, sequenceFormatOf } from '../../src/text/media-type.js'

test.each([
  '',
  'json',
  'a/b/c',
  'text/',
  'text/html; charset',
  'text/html, text/plain',
  'tex t/html',
  'text/html; a=b"',
  'text/html; a="b',
])('%j is no media type', (text) => {
  expect(parseMediaType(text)).toBeUndefined()
})

test('a text of at most 65,536 characters is parsed', () => {
  const longest = `text/html; a=${'b'.repeat(2 ** 16 - 13)}`
  expect(parseMediaType(longest)?.parameters.get('a')).toHaveLength(2 ** 16 - 13)
  expect(parseMediaType(`${longest}b`)).toBeUndefined()
})

test('type, subtype and names are in lower case', () => {
  expect(parseMediaType('Text/HTML; CharSet=UTF-8')).toEqual({
    type: 'text',
    subtype: 'html',
    parameters: new Map([['charset', 'UTF-8']]),
  })
})

test('parameters may be quoted, and empty ones are ignored', () => {
  expect(parseMediaType('text/html; a="b;\\"c" ;; ; D=e;')?.parameters).toEqual(
    new Map([
      ['a', 'b;"c'],
      ['d', 'e'],
    ]),
  )
})

test.each([
  ['application/json', true],
  ['text/json', true],
  ['application/problem+json', true],
  ['image/x+json', true],
  ['image/json', false],
  ['xtext/json', false],
  ['texts/json', false],
  ['text/plain', false],
  ['application/json5', false],
  ['application/stream+json', false],
  ['application/json-seq', false],
])('%s is JSON: %s', (text, expected) => {
  const name = parseMediaType(text)
  expect(name && isJson(name)).toBe(expected)
})

test.each([
  ['application/xml', true],
  ['text/xml', true],
  ['image/svg+xml', true],
  ['image/xml', false],
  ['xtext/xml', false],
  ['texts/xml', false],
  ['application/xml-dtd', false],
  ['text/plain', false],
])('%s is XML: %s', (text, expected) => {
  const name = parseMediaType(text)
  expect(name && isXml(name)).toBe(expected)
})

test.each([
  ['text/event-stream', 'event-stream'],
  ['application/event-stream', undefined],
  ['text/plain', undefined],
  ['application/json-seq', 'json-seq'],
  ['application/geo+json-seq', 'json-seq'],
  ['application/x-json-seq', undefined],
  ['application/json-seqs', undefined],
  ['text/json-seq', undefined],
  ...['jsonl', 'x-jsonlines', 'json-lines', 'x-ndjson', 'nd-json', 'json-stream'].flatMap((subtype) => [
    [`application/${subtype}`, 'json-lines'],
    [`text/${subtype}`, 'json-lines'],
    [`image/${subtype}`, undefined],
    [`application/${subtype}s`, undefined],
    [`application/y-${subtype}`, undefined],
  ]),
  ['application/stream+json', 'json-lines'],
  ['application/vnd.a+jsonl', 'json-lines'],
  ['application/vnd.a+ndjson', 'json-lines'],
  ['application/upstream+json', undefined],
  ['application/json', undefined],
])('%s is a sequence in the format %s', (text = '', expected) => {
  const name = parseMediaType(text)
  expect(name && sequenceFormatOf(name)).toBe(expected)
})
