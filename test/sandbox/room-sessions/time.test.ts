import { expect, test } from 'vitest'
import { roundCost, toCost, toTime } from '../../../src/sandbox/room-sessions/time.js'

test('formats times in UTC with whole seconds', () => {
  expect(toTime(Date.parse('2022-11-29T12:18:56+01:00') / 1000)).toBe('2022-11-29T11:18:56Z')
  expect(toTime(null)).toBeNull()
})

test('charges for each minute that has begun: 407 seconds cost what one real session did', () => {
  expect(toCost(407, 0.0045)).toBe(0.0315)
  expect(toCost(420, 0.0045)).toBe(0.0315)
  expect(toCost(421, 0.0045)).toBe(0.036)
  expect(toCost(0, 0.0045)).toBe(0)
})

test('rounds sums to four decimals', () => {
  expect(roundCost(0.0315 + 0.036 + 0.0045)).toBe(0.072)
})
