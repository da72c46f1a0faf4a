import { describe, expect, test } from 'vitest'
import { createTimeZone } from '../../../src/cli/reading/time-zone.js'
import { type Dimension, groupOf, isOfTime, timeOf, userOf } from '../../../src/cli/room-sessions-report/dimension.js'
import { toBar } from '../../../src/cli/room-sessions-report/format-table.js'
import { createChargeSum } from '../../../src/cli/room-sessions-report/logs-comparison.js'
import { compareMoney, formatMoney, toMoney } from '../../../src/cli/room-sessions-report/money.js'
import {
  columnNames,
  type SessionReport,
  showMinutes,
  showMoney,
  shownColumnsOf,
  toMinutes,
  toRecord,
  toRemarks,
} from '../../../src/cli/room-sessions-report/report-data.js'
import { costOf, createSummary, secondsOf, type Totals } from '../../../src/cli/room-sessions-report/totals.js'
import type { RoomSession, VideoLogEntry } from '../../../src/client/index.js'
import { createSession } from '../../support/changing-space.js'

const sessionOf = (given: object): RoomSession => ({ ...createSession(1, given).session }) as RoomSession // a service may send anything
const berlin = createTimeZone('Europe/Berlin')
const totals: Totals = {
  ...{ sessions: 1, inProgress: 0, sessionSeconds: 90, memberSeconds: null, peakMembers: null },
  ...{ sessionCost: toMoney(0.5), memberCost: null, recordingCost: null },
}
const reportOf = (given: Partial<SessionReport>): SessionReport => ({
  ...{ by: ['room'], timeZone: berlin, period: { since: null, until: null }, rows: [], total: totals, logs: undefined },
  ...given,
})

test.each<[object, Readonly<Partial<Record<Dimension, string>>>]>([
  [
    { start_time: '2026-12-31T23:30:00Z', name: 'lab', status: 'completed' },
    { room: 'lab', status: 'completed', day: '2027-01-01', month: '2027-01', week: '2026-W53', hour: '00:00' },
  ],
  [
    { start_time: null, created_at: '2026-06-01T07:00:00Z', name: null, status: null },
    { room: '(none)', status: '(none)', day: '2026-06-01', month: '2026-06', week: '2026-W23', hour: '09:00' },
  ],
  [
    { start_time: 'soon', created_at: '2026-06-01T07:00:00Z' },
    { day: '(none)', month: '(none)', week: '(none)', hour: '(none)' },
  ],
])('the session %j is in the groups %j', (given, expected) => {
  const names = Object.keys(expected) as Exclude<Dimension, 'user'>[] // of the tables above, which have no user
  expect(Object.fromEntries(names.map((name) => [name, groupOf[name](sessionOf(given), berlin)]))).toEqual(expected)
  expect(Number.isNaN(timeOf(sessionOf(given)))).toBe(expected.day === '(none)')
})

test('times are days, weeks, months and hours; a member without a name is a user of its own', () => {
  const all: (Dimension | undefined)[] = ['room', 'day', 'week', 'month', 'hour', 'status', 'user', undefined]
  expect(all.filter(isOfTime)).toEqual(['day', 'week', 'month', 'hour'])
  expect([userOf({ name: 'Ana' }), userOf({ name: null })]).toEqual(['Ana', '(none)'])
})

describe('numbers for readers', () => {
  test('are minutes with one decimal, and a dash if they are not known', () => {
    expect([0, 3, 90, 74_070, null].map(showMinutes)).toEqual(['0.0', '0.1', '1.5', '1,234.5', '-'])
    expect([1, 59, 100].map(toMinutes)).toEqual([0.02, 0.98, 1.67])
  })

  test('are dollars with all digits and commas', () => {
    expect([0.00001, 1_234_567.5, 999, -1000].map((value) => showMoney(toMoney(value)))).toEqual([
      ...['$0.00001', '$1,234,567.5000', '$999.0000', '-$1,000.0000'],
    ])
    expect(showMoney(null)).toBe('-')
  })

  test('are compared by their amount, not by their digits', () => {
    const compare = (a: number, b: number) => Math.sign(compareMoney(toMoney(a), toMoney(b)))
    expect([compare(0.1, 0.05), compare(0.05, 0.1), compare(1, 1.0), compare(-1, 0)]).toEqual([1, -1, 0, -1])
    expect(formatMoney(toMoney(10), 2)).toBe('10.00')
  })

  test.each([
    [1, 8, '██▌'],
    [1, 160, '▏'],
    [7, 160, '▉'],
    [8, 160, '█'],
    [9, 160, '█▏'],
    [Number.NaN, 1, ''],
    [1, Number.NaN, ''],
  ])('have a bar: %d of %d is %j', (value, max, expected) => {
    expect(toBar(value, max)).toBe(expected)
  })
})

describe('the columns', () => {
  const titlesOf = (report: Pick<SessionReport, 'rows' | 'total'>) => shownColumnsOf(report).map(({ title }) => title)

  test('are those that are known in any row, or in the total if there are no rows', () => {
    const row = (given: Partial<Totals>) => ({ groups: ['a'], totals: { ...totals, ...given } })
    expect(titlesOf({ rows: [], total: totals })).toEqual(['Sessions', 'Session min', 'Sessions $'])
    expect(titlesOf({ rows: [row({}), row({ inProgress: 1, peakMembers: 0 })], total: totals })).toEqual([
      ...['Sessions', 'In progress', 'Session min', 'Peak', 'Sessions $'],
    ])
  })

  test('for programs are all of them, with null for what is not known', () => {
    const by: readonly Dimension[] = ['day', 'room']
    const record = toRecord({ by }, { groups: ['2026-01-01', 'lab'], totals })
    expect(Object.keys(record)).toEqual(columnNames({ by }))
    expect(record).toEqual({
      ...{ day: '2026-01-01', room: 'lab', sessions: 1, in_progress: 0, session_minutes: 1.5, member_minutes: null },
      ...{ peak_members: null, cost_of_sessions: 0.5, cost_of_members: null, cost_of_recordings: null },
    })
  })
})

describe('the remarks', () => {
  const always = [
    'It is not known whether the cost of a session contains those of its members and recordings, so the three are not added up.',
    'Sessions count for the time at which they started, in the time zone Europe/Berlin. Peak is the highest number of members in one session at once.',
  ]

  test.each<[string, Partial<SessionReport>, string[]]>([
    ['say what the numbers mean', {}, []],
    [
      'say what one session in progress means',
      { total: { ...totals, inProgress: 1 } },
      ['1 session is in progress: minutes and costs are those so far.'],
    ],
    [
      'say what two sessions in progress mean',
      { total: { ...totals, inProgress: 2 } },
      ['2 sessions are in progress: minutes and costs are those so far.'],
    ],
    [
      'say what a user is',
      { by: ['room', 'user'] },
      [
        'Users are distinguished by their names only; a screen share is a user of its own. Sessions without members, and the costs of sessions and recordings, belong to no user.',
      ],
    ],
  ])('%s', (_, given, more) => {
    expect(toRemarks(reportOf(given))).toEqual([always[0], ...more, always[1]])
  })

  test('are left out without sessions, and begin with what is not listed', () => {
    const rows = Array.from({ length: 1500 }, () => ({ groups: ['a'], totals }))
    expect(toRemarks(reportOf({ total: { ...totals, sessions: 0 } }))).toEqual([])
    expect(toRemarks(reportOf({ rows }))[0]).toBe(
      'The total includes rows that are not listed: 1,300. --format csv lists all of them.',
    )
  })
})

describe('totals', () => {
  test.each([['5'], [undefined], [Number.NaN], [Number.POSITIVE_INFINITY]])(
    'of a duration or a cost %s are an error',
    (value) => {
      const item = { id: 'a', duration: value, cost_in_dollars: value }
      expect(() => secondsOf(item)).toThrow(/^a: duration: expected a number, received /)
      expect(() => costOf(item)).toThrow(expect.objectContaining({ exitCode: 1 }))
      expect(() => costOf(item)).toThrow(/^a: cost_in_dollars: expected a number, received /)
    },
  )

  test('have a peak that is the highest, and lists that were not read for one session are not known for all', () => {
    const summary = createSummary(['status'], berlin)
    const member = (name: string | null, from: string, to: string) => ({
      ...{ id: 'm', name, join_time: `2026-01-01T0${from}:00:00Z`, leave_time: `2026-01-01T0${to}:00:00Z` },
      ...{ duration: 60, cost_in_dollars: 0.1 },
    })
    const add = (members: object[] | undefined, recordings: object[] | undefined) =>
      summary.add({
        session: sessionOf({ duration: 30, cost_in_dollars: 0.2, status: 'in-progress' }),
        ...{ members, recordings },
      } as never) // the properties that are read
    expect(summary.total()).toMatchObject({ sessions: 0, peakMembers: 0, sessionSeconds: 0 })
    add([member('a', '1', '3'), member('b', '2', '4')], [{ id: 'r', cost_in_dollars: 0.7 }])
    add([member('a', '1', '3')], undefined)

    const { memberCost, recordingCost, sessionCost, ...rest } = summary.total()
    expect(rest).toEqual({ sessions: 2, inProgress: 2, sessionSeconds: 60, memberSeconds: 180, peakMembers: 2 })
    expect([memberCost, sessionCost].map((each) => each && formatMoney(each))).toEqual(['0.3', '0.4'])
    expect(recordingCost).toBeNull()
    add(undefined, undefined)
    expect(summary.total()).toMatchObject({ sessions: 3, memberSeconds: null, peakMembers: null, memberCost: null })
    expect(summary.rows().map(({ groups }) => groups)).toEqual([['in-progress']])
  })
})

describe('the logs', () => {
  const log = (charge: number, started_at: string | null = '2026-01-01T10:00:00Z'): VideoLogEntry =>
    ({ id: 'l', started_at, created_at: '2026-01-02T10:00:00Z', charge }) as VideoLogEntry // the properties that are read

  test('are compared with the costs of each day that has either', () => {
    const charges = createChargeSum(createTimeZone('UTC'))
    for (const each of [log(1), log(0.5), log(2, 'soon')]) charges.add(each)
    charges.add({ id: 'l', discarded_at: '2026-01-01T10:00:00Z' } as unknown as VideoLogEntry) // without a charge
    const row = (day: string, given: Partial<Totals>) => ({ groups: [day], totals: { ...totals, ...given } })
    const compared = charges.compare([
      row('2026-01-03', { sessionCost: toMoney(0.25), recordingCost: toMoney(0.5) }),
      row('2026-01-01', { sessionCost: toMoney(1.2), recordingCost: null }),
      row('(none)', { sessionCost: null, recordingCost: toMoney(0) }),
    ])

    expect(
      compared.map(({ day, logs, ...costs }) => [
        ...[day, logs],
        ...[costs.charge, costs.sessionCost, costs.beyondSessions, costs.beyondRecordings].map(
          (each) => each && formatMoney(each),
        ),
      ]),
    ).toEqual([
      ['(none)', 1, '2', '0', '2', '2'],
      ['2026-01-01', 2, '1.5', '1.2', '0.3', null],
      ['2026-01-03', 0, '0', '0.25', '-0.25', '-0.75'],
    ])
    expect(charges.discarded()).toBe(1)
  })

  test('of a day without sessions have no costs of recordings', () => {
    const charges = createChargeSum(createTimeZone('UTC'))
    charges.add(log(1))
    expect(
      charges.compare([]).map(({ beyondRecordings }) => beyondRecordings && formatMoney(beyondRecordings)),
    ).toEqual(['1'])
  })
})
