import { expect, test } from 'vitest'
import { findLast } from '../../../src/sandbox/made-up/find-last.js'

test.each([
  [[], 5, 0],
  [[3], 5, 0],
  [[9], 5, 0],
  [[1, 3, 3, 5, 8], 0, 0],
  [[1, 3, 3, 5, 8], 1, 0],
  [[1, 3, 3, 5, 8], 3, 2],
  [[1, 3, 3, 5, 8], 4, 2],
  [[1, 3, 3, 5, 8], 5, 3],
  [[1, 3, 3, 5, 8], 9, 4],
])('of %j, the last value that is at most %i has the index %i', (values, limit, expected) => {
  expect(findLast(values.length, (index) => values[index] ?? 0, limit)).toBe(expected)
})
