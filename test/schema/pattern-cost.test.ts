import { expect, test } from 'vitest'
import { isQuick } from '../../src/schema/pattern/pattern-cost.js'

test('a repetition in a repetition is quick only on texts so short that doubling for each character stays cheap', () => {
  expect(isQuick('^(a+)+$', 8)).toBe(true)
  // 2 to the power of 20: more than a million steps.
  expect(isQuick('^(a+)+$', 20)).toBe(false)
  expect(isQuick('^(?:a|a)*$', 20)).toBe(false)
})

test('a single repetition is quick on long texts', () => {
  expect(isQuick('^[a-z]+$', 10_000)).toBe(true)
})
