import { expect, test } from 'vitest'
import {
  addMoney,
  compareMoney,
  formatMoney,
  subtractMoney,
  toMoney,
  toNumber,
} from '../../../src/cli/room-sessions-report/money.js'

test.each([
  [0, 0, '0'],
  [-0, 0, '0'],
  [0.0315, 0, '0.0315'],
  [0.5, 4, '0.5000'],
  [12, 2, '12.00'],
  [-1234.5, 4, '-1234.5000'],
  [0.123456, 2, '0.123456'],
  [1e-7, 0, '0.0000001'],
  [-2.5e-7, 0, '-0.00000025'],
  [1.5e21, 0, '1500000000000000000000'],
])('%d dollars with at least %i digits are %s', (dollars, digits, text) => {
  expect(formatMoney(toMoney(dollars), digits)).toBe(text)
})

test.each([Number.NaN, Number.POSITIVE_INFINITY])('%d is no amount', (value) => {
  expect(() => toMoney(value)).toThrow(`expected a finite number, received ${value}`)
})

test.each([
  [0.1, 0.2, 0.3, -0.1],
  [0.0001, 1_000_000, 1_000_000.0001, -999_999.9999],
  [5, 5, 10, 0],
])('%d and %d are added and subtracted without rounding', (a, b, sum, difference) => {
  const [one, other] = [toMoney(a), toMoney(b)]
  expect(toNumber(addMoney(one, other))).toBe(sum)
  expect(toNumber(subtractMoney(one, other))).toBe(difference)
  expect([compareMoney(one, other), compareMoney(other, one)].map(Number)).toEqual(difference === 0 ? [0, 0] : [-1, 1])
})

test('an amount that a number cannot hold is text in JSON', () => {
  expect(toNumber({ units: 12_345_678_901_234_567_890n, scale: 2 })).toBe('123456789012345678.9')
  expect(toNumber({ units: 1_234_500n, scale: 4 })).toBe(123.45)
})
