import { expect, test } from 'vitest'
import { toHumanBytes, toHumanDollars, toHumanDuration, toHumanTime } from '../../../src/cli/terminal/human.js'

test('a duration shows its two largest units', () => {
  expect([0, 59.9, 60, 3599, 3600, 86_399, 86_400, 183_600].map(toHumanDuration)).toEqual([
    ...['0s', '59s', '1m 00s', '59m 59s', '1h 00m', '23h 59m', '1d 00h', '2d 03h'],
  ])
})

test('a time is shown in UTC to the minute, whatever its offset', () => {
  expect(toHumanTime('2026-03-01T09:30:59Z')).toBe('2026-03-01 09:30')
  expect(toHumanTime('2026-03-01T00:30:00+02:00')).toBe('2026-02-28 22:30')
})

test('text that is not a time is unchanged', () => {
  expect(toHumanTime('yesterday')).toBe('yesterday')
  expect(toHumanTime('1 2026-03-01T00:00:00Z')).toBe('1 2026-03-01T00:00:00Z')
  expect(toHumanTime('+002026-03-01T00:00:00Z')).toBe('+002026-03-01T00:00:00Z')
  expect(toHumanTime('2026-03-01')).toBe('2026-03-01')
  expect(toHumanTime('2026-13-45T00:00:00Z')).toBe('2026-13-45T00:00:00Z')
})

test('dollars have four decimals, like those of the service', () => {
  expect(toHumanDollars(0.05)).toBe('$0.0500')
})

test.each([
  [999_949, '999.9 kB'],
  [999_950, '1.0 MB'],
  [999_949_999, '999.9 MB'],
  [999_950_000, '1.0 GB'],
])('%i bytes are rounded to %s, never to 1000 of a smaller unit', (bytes, expected) => {
  expect(toHumanBytes(bytes)).toBe(expected)
})

test('bytes are shown in decimal units', () => {
  expect([0, 1, 999, 1000, 187_340_281, 5e9, 7.25e12, 3e15].map(toHumanBytes)).toEqual([
    ...['0 B', '1 B', '999 B', '1.0 kB', '187.3 MB', '5.0 GB', '7.3 TB', '3000.0 TB'],
  ])
})
