import { expect, test } from 'vitest'
import {
  compareDecimals,
  isMultiple,
  parseDecimal,
  toCanonicalNumber,
} from '../../../../src/contract/scrub/placeholders/decimal.js'

const decimal = (text: string) => {
  const found = parseDecimal(text)
  if (!found) throw new TypeError(`No number: ${text}`)
  return found
}

test.each([
  ['3600.0', '36e2'],
  ['3600', '36e2'],
  ['3.6e3', '36e2'],
  ['36000e-1', '36e2'],
  ['-0.0315', '-315e-4'],
  ['-0', '0e0'],
  ['0.00', '0e0'],
  ['1e999999999', '1e999999999'],
  ['007', '007'],
  ['1.', '1.'],
  ['', ''],
])('the canonical form of %s is %s', (text, expected) => {
  expect(toCanonicalNumber(text)).toBe(expected)
})

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
])('%s compared with %s is %d', (a, b, expected) => {
  expect(Math.sign(compareDecimals(decimal(a), decimal(b)))).toBe(expected)
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
  expect(isMultiple(decimal(value), decimal(divisor))).toBe(expected)
})
