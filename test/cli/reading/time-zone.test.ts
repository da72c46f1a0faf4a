import { describe, expect, test } from 'vitest'
import { createTimeZone, toWeek } from '../../../src/cli/reading/time-zone.js'

const startOf = (zone: string, date: string) => {
  const time = createTimeZone(zone).startOf(date)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}

test.each([
  ['UTC', '2026-10-01', '2026-10-01T00:00:00.000Z'],
  ['Europe/Berlin', '2026-10-01', '2026-09-30T22:00:00.000Z'],
  // The day on which the clocks are set back.
  ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00.000Z'],
  ['Europe/Berlin', '2026-10-26', '2026-10-25T23:00:00.000Z'],
  ['Asia/Kathmandu', '2026-10-01', '2026-09-30T18:15:00.000Z'],
  // Midnight is skipped: the day begins at one o'clock.
  ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z'],
  // The day begins twice.
  ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z'],
  ['UTC', '2026-02-29', undefined],
  ['UTC', '2026-2-1', undefined],
])('in %s the date %s begins at %s', (zone, date, expected) => {
  expect(startOf(zone, date)).toBe(expected)
})

describe('at', () => {
  test.each([
    ['UTC', '2026-10-04T23:59:59Z', { date: '2026-10-04', hour: 23, minute: 59, weekday: 7 }],
    ['Europe/Berlin', '2026-10-04T23:59:59Z', { date: '2026-10-05', hour: 1, minute: 59, weekday: 1 }],
    ['America/St_Johns', '2026-01-01T03:29:00Z', { date: '2025-12-31', hour: 23, minute: 59, weekday: 3 }],
    ['America/St_Johns', '2026-01-01T03:30:00Z', { date: '2026-01-01', hour: 0, minute: 0, weekday: 4 }],
  ])('in %s, %s is %o', (zone, time, expected) => {
    expect(createTimeZone(zone).at(Date.parse(time))).toEqual(expected)
  })
})

test.each([
  ['2026-01-01', '2026-W01'],
  ['2027-01-01', '2026-W53'],
  ['2027-01-04', '2027-W01'],
  ['2024-12-30', '2025-W01'],
  ['2026-10-05', '2026-W41'],
])('%s is in week %s', (date, week) => {
  expect(toWeek(date)).toBe(week)
})

test('a time zone that does not exist is an error', () => {
  expect(() => createTimeZone('Mars/Olympus')).toThrow(RangeError)
})
