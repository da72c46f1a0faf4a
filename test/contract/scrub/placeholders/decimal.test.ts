import { expect, test } from 'vitest'
import { magnitudeOf, parseDecimal, toCanonicalNumber } from '../../../../src/contract/scrub/placeholders/decimal.js'

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
  ['120', 3],
  ['1.20', 1],
  ['0.05', -1],
  ['1e400', 401],
  ['0', 0],
])('%s has %d digits before the decimal point', (text, expected) => {
  const decimal = parseDecimal(text)

  expect(decimal && magnitudeOf(decimal)).toBe(expected)
})
