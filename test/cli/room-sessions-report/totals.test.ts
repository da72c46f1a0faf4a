import { describe, expect, test } from 'vitest'
import type { SessionRecord } from '../../../src/cli/export/session-records.js'
import { createTimeZone } from '../../../src/cli/reading/time-zone.js'
import type { Dimension } from '../../../src/cli/room-sessions-report/dimension.js'
import { toBar } from '../../../src/cli/room-sessions-report/format-table.js'
import {
  addMoney,
  formatMoney,
  subtractMoney,
  toMoney,
  toNumber,
  zero,
} from '../../../src/cli/room-sessions-report/money.js'
import { findPeak } from '../../../src/cli/room-sessions-report/peak.js'
import { showMoney } from '../../../src/cli/room-sessions-report/report-data.js'
import { createSummary } from '../../../src/cli/room-sessions-report/totals.js'

describe('money', () => {
  test('is added without rounding', () => {
    const sum = [0.948, 0.948, 0.948].map(toMoney).reduce(addMoney, zero)
    expect(formatMoney(sum)).toBe('2.844')
    expect(formatMoney([0.1, 0.2].map(toMoney).reduce(addMoney, zero), 4)).toBe('0.3000')
  })

  test.each([
    [0, '0'],
    [-0, '0'],
    [1.5e-7, '0.00000015'],
    [1e21, '1000000000000000000000'],
    [-12.05, '-12.05'],
    [0.0315, '0.0315'],
    [100, '100'],
  ])('of %d is written %s', (value, text) => {
    expect(formatMoney(toMoney(value))).toBe(text)
  })

  test('may become less than nothing', () => {
    expect(formatMoney(subtractMoney(toMoney(0.05), toMoney(0.1)), 2)).toBe('-0.05')
  })

  test('is a number for machines, or text if a number would lose a digit', () => {
    expect([0.1, 0.2].map(toMoney).reduce(addMoney, zero)).toSatisfy((sum: typeof zero) => toNumber(sum) === 0.3)
    expect(toNumber([999_999_999_999, 1e-7].map(toMoney).reduce(addMoney, zero))).toBe('999999999999.0000001')
  })

  test('is shown with its sign before the dollar, and commas', () => {
    expect([-0.99, 0, 1234.5].map((value) => showMoney(toMoney(value)))).toEqual(['-$0.9900', '$0.0000', '$1,234.5000'])
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('%d is an error', (value) => {
    expect(() => toMoney(value)).toThrow(RangeError)
  })
})

const at = (minute: number | null) => (minute === null ? null : new Date(minute * 60_000).toISOString())
const present = (...stays: readonly [from: number | null, to: number | null][]) =>
  findPeak(stays.map(([from, to]) => ({ id: 'a', join_time: at(from), leave_time: at(to) })))

test.each<[string, readonly [number | null, number | null][], number]>([
  ['nobody', [], 0],
  ['someone who has not joined', [[null, null]], 0],
  [
    'two after each other',
    [
      [0, 5],
      [5, 9],
    ],
    1,
  ],
  [
    'two at once',
    [
      [0, 5],
      [4, 9],
    ],
    2,
  ],
  [
    'one who is still there',
    [
      [0, null],
      [4, null],
      [1, 2],
    ],
    2,
  ],
  [
    'one who joined and left in the same second',
    [
      [3, 3],
      [0, 5],
    ],
    1,
  ],
  [
    'two, and one who left before joining',
    [
      [0, 9],
      [5, 1],
      [2, 4],
    ],
    2,
  ],
  [
    'three, of whom one left before the third joined',
    [
      [0, 10],
      [2, 4],
      [4, 8],
    ],
    2,
  ],
])('the peak of %s is right', (_, stays, peak) => {
  expect(present(...stays)).toBe(peak)
})

test('a time that cannot be read is an error that names the member and the property', () => {
  expect(() => findPeak([{ id: 'a', join_time: 'soon', leave_time: null }])).toThrow(
    'a: join_time: expected a time, received "soon"',
  )
})

test('a bar is in proportion to its value, and never empty for more than nothing', () => {
  expect([toBar(0, 10), toBar(10, 10), toBar(5, 10), toBar(0.001, 10), toBar(3, 0)]).toEqual([
    '',
    '█'.repeat(20),
    '█'.repeat(10),
    '▏',
    '',
  ])
})

describe('the groups of a report', () => {
  const record = (name: string, day: number, duration: number): SessionRecord => ({
    session: {
      ...{ id: name, name, duration, status: 'completed', cost_in_dollars: 0 },
      ...{ start_time: `2026-10-0${day}T09:00:00Z`, created_at: `2026-10-0${day}T09:00:00Z` },
    } as SessionRecord['session'], // the properties that are read
    ...{ members: undefined, recordings: undefined },
  })
  const groupsOf = (...by: readonly Dimension[]) => {
    const summary = createSummary(by, createTimeZone('UTC'))
    for (const each of [record('b', 2, 60), record('c', 1, 90), record('a', 2, 60), record('b', 1, 0)])
      summary.add(each)
    return summary.rows().map(({ groups }) => groups.join())
  }

  test('are ordered by minutes, the most first, and then by name', () => {
    expect(groupsOf('room')).toEqual(['c', 'a', 'b'])
  })

  test('are ordered by name if they are times, or of two dimensions', () => {
    expect(groupsOf('day')).toEqual(['2026-10-01', '2026-10-02'])
    expect(groupsOf('room', 'status')).toEqual(['a,completed', 'b,completed', 'c,completed'])
    expect(groupsOf('room', 'day')).toEqual(['a,2026-10-02', 'b,2026-10-01', 'b,2026-10-02', 'c,2026-10-01'])
  })
})
