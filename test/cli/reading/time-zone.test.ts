import { describe, expect, test } from 'vitest'
import { createTimeZone, toClock, toDateAndClock, toWeek } from '../../../src/cli/reading/time-zone.js'

const timeOf = (zone: string, local: string) => {
  const time = createTimeZone(zone).timeOf(local)
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
  // A day that Samoa skipped when it changed sides of the date line.
  ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z'],
  ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z'],
  ['Europe/Berlin', '2026-10-01T09:30', '2026-10-01T07:30:00.000Z'],
  ['America/New_York', '2026-12-31 23:59:59', '2027-01-01T04:59:59.000Z'],
  // Half past two is skipped: it is half an hour after the change.
  ['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
  // Half past two is there twice.
  ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
  ['UTC', '2026-10-01T09:30:15.250', '2026-10-01T09:30:15.250Z'],
  ['UTC', '2026-10-01T09:30.', undefined],
  ['UTC', '2026-10-01T09:30 PM', undefined],
  ['UTC', '2026-02-29', undefined],
  ['UTC', '2026-02-29T12:00', undefined],
  ['UTC', '2026-02-28T25:00', undefined],
  ['UTC', '2026-2-1', undefined],
  ['UTC', 'on 2026-02-01', undefined],
  ['UTC', '2026-02-01T12', undefined],
  ['UTC', '2026-02-01 12:00Z', undefined],
])('in %s, %s is %s', (zone, local, expected) => {
  expect(timeOf(zone, local)).toBe(expected)
})

describe('at', () => {
  test.each([
    ['UTC', '2026-10-04T23:59:59Z', { date: '2026-10-04', hour: 23, minute: 59, weekday: 7 }],
    ['Europe/Berlin', '2026-10-04T23:59:59Z', { date: '2026-10-05', hour: 1, minute: 59, weekday: 1 }],
    ['America/St_Johns', '2026-01-01T03:29:00Z', { date: '2025-12-31', hour: 23, minute: 59, weekday: 3 }],
    // The clocks of Lord Howe Island change at half past three, by half an hour.
    ['Australia/Lord_Howe', '2026-10-03T15:29:00Z', { date: '2026-10-04', hour: 1, minute: 59, weekday: 7 }],
    ['Australia/Lord_Howe', '2026-10-03T15:30:00Z', { date: '2026-10-04', hour: 2, minute: 30, weekday: 7 }],
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

test.each([
  ['UTC', '2026-10-04T09:05:59Z', '2026-10-04', '09:05'],
  ['Asia/Kathmandu', '2026-10-04T18:15:00Z', '2026-10-05', '00:00'],
])('in %s, %s is shown as %s %s', (name, text, date, clock) => {
  const [zone, time] = [createTimeZone(name), Date.parse(text)]
  expect(toClock(zone, time)).toBe(clock)
  expect(toDateAndClock(zone, time)).toBe(`${date} ${clock}`)
})

test('a time zone that does not exist is an error', () => {
  expect(() => createTimeZone('Mars/Olympus')).toThrow(RangeError)
})
