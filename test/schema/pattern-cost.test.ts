import { expect, test } from 'vitest'
import { isQuick } from '../../src/schema/pattern/pattern-cost.js'

test('a repetition in a repetition is quick only on short texts', () => {
  expect(isQuick('^(a+)+$', 8)).toBe(true)
  // The steps double with every character: 2 ** 20 are too many.
  expect(isQuick('^(a+)+$', 20)).toBe(false)
  expect(isQuick('^(?:a|a)*$', 20)).toBe(false)
})

test('a single repetition is quick on long texts', () => {
  expect(isQuick('^[a-z]+$', 10_000)).toBe(true)
})
