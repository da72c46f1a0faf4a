import { expect, test } from 'vitest'
import { createWorkDays } from '../../../src/sandbox/room-sessions/work-days.js'

const wednesdayAfternoon = Date.parse('2026-09-16T13:10:00Z') / 1000
const spread = (count: number, latest = wednesdayAfternoon, seed = 1) => {
  const moments = createWorkDays(seed, count, latest)
  return Array.from({ length: count }, (_, index) => moments(index))
}

test.each([1, 7, 120, 5000])('returns %i times, newest first, none after the latest', (count) => {
  const moments = spread(count)
  expect(moments).toEqual([...moments].sort((one, other) => other - one))
  expect(moments[0]).toBeLessThanOrEqual(wednesdayAfternoon)
})

test('leaves weekends and nights out', () => {
  const dates = spread(2000).map((moment) => new Date(moment * 1000))
  expect(dates.filter((date) => [0, 6].includes(date.getUTCDay()))).toEqual([])
  expect(dates.filter((date) => date.getUTCHours() < 7 || date.getUTCHours() >= 21)).toEqual([])
})

test('covers some months for any number of times', () => {
  const daysOf = (moments: number[]) => (wednesdayAfternoon - (moments.at(-1) ?? 0)) / 86_400
  expect(daysOf(spread(120))).toBeGreaterThan(100)
  expect(daysOf(spread(20_000))).toBeLessThan(130)
})

test('is busier before noon than in the evening', () => {
  const hours = spread(5000).map((moment) => new Date(moment * 1000).getUTCHours())
  const between = (from: number, to: number) => hours.filter((hour) => hour >= from && hour < to).length
  expect(between(9, 12)).toBeGreaterThan(5 * between(18, 21))
})

test('starts on the previous working day when the latest time is at night or on a Sunday', () => {
  const sunday = Date.parse('2026-09-13T12:00:00Z') / 1000
  const mondayNight = Date.parse('2026-09-14T00:00:00Z') / 1000
  for (const latest of [sunday, mondayNight]) {
    expect(new Date((spread(500, latest)[0] ?? 0) * 1000).toISOString()).toMatch(/^2026-09-11/)
  }
})

test('returns other times for another seed', () => {
  expect(spread(20, wednesdayAfternoon, 1)).not.toEqual(spread(20, wednesdayAfternoon, 2))
})
