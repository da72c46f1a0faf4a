import { expect, test } from 'vitest'
import { isQuick } from '../../src/schema/pattern/pattern-cost.js'

test.each([
  ['^[a-z]+$', 100_000, true],
  ['^[a-z]+$', 100_000_000, true],
  ['^[a-z]+$', 200_000_000, false],
  ['[a-z]+', 1_000, true],
  ['[a-z]+', 10_000, false],
  ['^a{2}b{1,3}$', 100_000, true],
  ['^a{12}b{1,30}$', 1_000, true],
  ['^a{12}b{1,30}$', 10_000, false],
  ['^(a+)+$', 12, true],
  ['^(a+)+$', 13, false],
  ['^(?:a|b)*$', 13, false],
  ['^(?:ab)*$', 100_000, true],
  ['^(?:a?){2}$', 13, false],
  ['^(?:(?:a|b){4})*$', 13, false],
  ['^(?:[a-z]{4})*(?:[a-z]{2}==|[a-z]{3}=)?$', 5_000_000, true],
  ['^a+|b', 10_000, false],
  ['^(?<year>\\d{4})-\\d{2}$', 100_000, true],
  ['^[+*(|]\\(\\++$', 100_000, true],
  ['^(\\p{L})*\\u{1F600}$', 100_000, true],
  [`^${'a?'.repeat(30)}$`, 20, false],
  [`^${'(a|b|c|d)'.repeat(20)}$`, 20, false],
  ['^{,2}{x}$', 100_000, true],
])('%s is quick on %d characters: %s', (pattern, length, expected) => {
  expect(isQuick(pattern, length)).toBe(expected)
})

test.each(['{0', '0', '(', '\\p{', '[', '(?<'])('reads a pattern of 3,500 times %s at once', (part) => {
  expect(isQuick(`{${part.repeat(3_500)}`, 10_000)).toBe(true)
})
test('a repetition in a repetition is quick only on short texts', () => {
  expect(isQuick('^(a+)+$', 8)).toBe(true)
  // The steps double with every character: 2 ** 20 are too many.
  expect(isQuick('^(a+)+$', 20)).toBe(false)
  expect(isQuick('^(?:a|a)*$', 20)).toBe(false)
})

test('a single repetition is quick on long texts', () => {
  expect(isQuick('^[a-z]+$', 10_000)).toBe(true)
})
