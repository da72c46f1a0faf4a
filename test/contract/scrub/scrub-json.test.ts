import { expect, test } from 'vitest'
import { scrubJson } from '../../../src/contract/scrub/scrub-json.js'

const scrub = (text: string) =>
  scrubJson(text, {
    name: (name) => (name.startsWith('own') ? name : `<${name}>`),
    text: (text) => (text.startsWith('own') ? text : 'T'),
    number: (lexeme) => `1${lexeme.replace('-', '')}`,
  })

test.each([
  ['{"a":"b"}', '{"<a>":"T"}'],
  ['{ "a" :\t"b" ,\n"a":1 }\n', '{ "<a>" :\t"T" ,\n"<a>":11 }\n'],
  ['[-1.50, 2E3, 0]', '[11.50, 12E3, 10]'],
  ['[true, false, null, []]', '[true, false, null, []]'],
  ['"a:b"', '"T"'],
  ['7', '17'],
  ['{"a\\"b":"\\n"}', '{"<a\\"b>":"T"}'],
  ['["own\\u002f", {"own\\/": 1}]', '["own\\u002f", {"own\\/": 11}]'],
  ['["a",":","b"]', '["T","T","T"]'],
  ['{"a', undefined],
  ['', undefined],
  ['text', undefined],
])('in %j only names, texts and numbers are replaced', (text, expected) => {
  expect(scrub(text)).toBe(expected)
})
