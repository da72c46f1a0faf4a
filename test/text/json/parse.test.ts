import { expect, test } from 'vitest'
import { parseJsonIfPossible } from '../../../src/text/json/parse.js'

test.each([
  ['{"a":[1]}', { a: [1] }],
  ['null', null],
  ['', undefined],
  ['{', undefined],
  ["'a'", undefined],
])('parses JSON, and returns undefined for other text: %s', (text, expected) => {
  expect(parseJsonIfPossible(text)).toEqual(expected)
})
