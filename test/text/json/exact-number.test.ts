import { expect, test } from 'vitest'
import { compareNumbers, ExactNumber, isMultipleOf } from '../../../src/text/json/exact-number.js'

test.each([
  ['1', '2', -1],
  ['-1', '-2', 1],
  ['10', '9.99', 1],
  ['0.1', '0.10', 0],
  ['-5', '3', -1],
  ['-5', '300', -1],
  ['5', '-300', 1],
  ['0', '-0.0', 0],
  ['1e999999999', '1', 1],
  ['-1e999999999', '-1', -1],
  ['0', '1e-400', -1],
  ['1e999999999', '1e999999998', 1],
  ['9007199254740993', '9007199254740992', 1],
  // Exponents that no double can hold.
  [`1e${'9'.repeat(400)}`, `2e${'9'.repeat(400)}`, -1],
  [`-1e-${'9'.repeat(400)}`, `-2e-${'9'.repeat(400)}`, 1],
])('%s compared with %s is %d', (a, b, expected) => {
  expect(Math.sign(compareNumbers(new ExactNumber(a), new ExactNumber(b)))).toBe(expected)
})

test.each([
  ['3600.0', '1', true],
  ['3600.5', '1', false],
  ['0.0075', '0.0001', true],
  ['19.99', '0.01', true],
  ['19.999', '0.01', false],
  ['-50', '25', true],
  ['1e999999999', '25', true],
  ['1e999999999', '7', false],
  ['1e-999999999', '1', false],
  ['0', '7', true],
])('whether %s is a multiple of %s: %s', (value, divisor, expected) => {
  expect(isMultipleOf(new ExactNumber(value), new ExactNumber(divisor))).toBe(expected)
})
