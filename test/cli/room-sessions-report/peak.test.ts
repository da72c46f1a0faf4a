import { expect, test } from 'vitest'
import { findPeak } from '../../../src/cli/room-sessions-report/peak.js'

type Stay = readonly [from: number | null, to: number | null]

const timeOf = (minute: number | null) =>
  minute === null ? null : new Date(Date.UTC(2026, 0, 1, 9, minute)).toISOString()

test.each<[string, readonly Stay[], number]>([
  ['no one', [], 0],
  ['one person', [[0, 5]], 1],
  [
    'people who are there one after the other',
    [
      [5, 9],
      [0, 5],
    ],
    1,
  ],
  [
    'people who were there together',
    [
      [0, 9],
      [2, 4],
      [3, 5],
      [4, 6],
    ],
    3,
  ],
  [
    'people who have not left',
    [
      [0, null],
      [3, null],
    ],
    2,
  ],
  [
    'people who have not joined, or left before',
    [
      [null, 5],
      [null, null],
      [4, 4],
      [6, 2],
    ],
    0,
  ],
])('the peak of %s', (_, stays, peak) => {
  const members = stays.map(([from, to], index) => ({
    ...{ id: String(index), join_time: timeOf(from), leave_time: timeOf(to) },
  }))
  expect(findPeak(members)).toBe(peak)
  expect(findPeak(members.toReversed())).toBe(peak)
})
