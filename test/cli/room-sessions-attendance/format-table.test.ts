import { describe, expect, test } from 'vitest'
import { createTimeZone } from '../../../src/cli/reading/time-zone.js'
import { createAttendance } from '../../../src/cli/room-sessions-attendance/attendance.js'
import { presenceMarks } from '../../../src/cli/room-sessions-attendance/format-attendance.js'
import { formatTable } from '../../../src/cli/room-sessions-attendance/format-table.js'
import { noNames } from '../../../src/cli/room-sessions-attendance/names.js'
import { createTestContext, createTestScreen } from '../test-context.js'

const timeOf = (day: number, minute: number) => new Date(Date.UTC(2026, 9, day, 9, minute)).toISOString()

interface Given {
  readonly columns?: number
  readonly atLeast?: number
  /** Members of each session, with the minutes in which they were there. */
  readonly members?: Readonly<Record<string, number>>
  /** Days of October 2026. */
  readonly days?: readonly number[]
  readonly zone?: string
}

/** The lines of the table, and of the remarks below it. */
async function tableOf(given: Given) {
  const text = await textOf(given, { NO_COLOR: '1' })
  const [table = '', remarks = ''] = text.trimEnd().split('\n\n')
  return { table: table.split('\n').map((line) => line.split(/ {2,}/)), remarks: remarks.split('\n') }
}

async function textOf(
  { columns = 80, atLeast, members = { Ana: 60 }, days = [1], zone = 'Europe/Berlin' }: Given,
  env: Record<string, string>,
) {
  const attendance = createAttendance({ names: noNames, now: 0 })
  for (const [index, day] of days.entries()) {
    const hour = { start_time: timeOf(day, 0), end_time: timeOf(day, 60), duration: 3600 }
    attendance.add(
      { id: String(index), name: 'standup', status: 'completed', ...hour },
      Object.entries(members).map(([name, minutes]) => ({
        ...{ id: name, name, join_time: timeOf(day, 0), leave_time: timeOf(day, minutes), duration: minutes * 60 },
      })),
    )
  }
  const list = { ...attendance.result(), timeZone: createTimeZone(zone), atLeast }
  const context = createTestContext({ stdout: createTestScreen({ columns, isTTY: true }), env })
  return formatTable({ ...list, period: { since: null, until: null } }, context)
}

test.each([
  [30, 'x'.repeat(30)],
  [31, `${'x'.repeat(29)}…`],
])('a name of %i characters is cut to 30 columns if that makes room for sessions', async (length, shown) => {
  const { table } = await tableOf({ columns: 53, members: { ['x'.repeat(length)]: 60 }, days: [1, 2] })
  expect(table[0]?.slice(2)).toEqual(['10-01', '10-02'])
  expect(table[1]?.[0]).toBe(shown)
})

test('the sessions in which someone was not are dim', async () => {
  const text = await textOf({ members: { Ana: 60, Bo: 0 }, days: [1, 2] }, { FORCE_COLOR: '1' })
  const [, , ana = '', bo = ''] = ['', ...text.split('\n')]
  expect(ana).not.toContain('\u001b[2m')
  expect(bo.split('\u001b[2m')).toHaveLength(3)
})

describe('the table of one session', () => {
  test('has minutes, share, and when each person was there by the clock of the time zone', async () => {
    const { table, remarks } = await tableOf({ members: { Ana: 60, Bo: 30 } })
    expect(table).toEqual([
      ['Name', 'Minutes', 'Share', '11:00–12:00'],
      ['Ana', '60.0', '100 %', '█'.repeat(24)],
      ['Bo', '30.0', '50 %', '█'.repeat(12)],
    ])
    expect(remarks).toHaveLength(1)
  })

  test('has the presence only with --at-least', async () => {
    const { table } = await tableOf({ members: { Ana: 60, Bo: 30 }, atLeast: 7500 })
    expect(table.map(([, , , presence]) => presence)).toEqual([
      'Presence',
      presenceMarks.present,
      presenceMarks.partial,
    ])
  })

  test('has a column for shared screens only if there is one', async () => {
    const { table } = await tableOf({ members: { Ana: 60, 'Ana (screen)': 6, Bo: 60 } })
    expect(table.map((cells) => cells[2])).toEqual(['Screen', '6.0', '-'])
  })
})

describe('the table of several sessions', () => {
  test('has a column for each, without the year, which a remark says', async () => {
    const { table, remarks } = await tableOf({ days: [1, 2] })
    expect(table).toEqual([
      ['Name', 'Minutes', '10-01', '10-02'],
      ['Ana', '120.0', '60.0', '60.0'],
    ])
    expect(remarks.slice(0, -1)).toEqual(['The sessions are of 2026.'])
  })

  test('has the years if there are two', async () => {
    const { table, remarks } = await tableOf({ days: [1, 100] })
    expect(table[0]).toEqual(['Name', 'Minutes', '2026-10-01', '2027-01-08'])
    expect(remarks).toHaveLength(1)
  })

  test.each([
    ['UTC', ['2026-12-31', '2027-01-01'], 0],
    ['Etc/GMT+12', ['12-30', '12-31'], 1],
  ])('leaves out the year if it is one in the time zone %s', async (zone, titles, count) => {
    const { table, remarks } = await tableOf({ days: [92, 93], zone })
    expect(table[0]?.slice(2)).toEqual(titles)
    expect(remarks.filter((remark) => remark === 'The sessions are of 2026.')).toHaveLength(count)
  })

  test('counts presences with --at-least', async () => {
    const { table } = await tableOf({ days: [1, 2], atLeast: 7500 })
    expect(table[0]?.slice(2, 5)).toEqual(['Present', 'Partial', 'Absent'])
    expect(table[1]?.slice(2, 5)).toEqual(['2', '0', '0'])
  })

  test.each([
    [34, ['10-01', '10-02', '10-03'], undefined],
    [33, ['10-02', '10-03'], '1 of 3 are not'],
    [20, ['10-03'], '2 of 3 are not'],
    [19, [], '3 of 3 are not'],
  ])('shows the latest that fit into %i columns', async (columns, titles, hidden) => {
    const { table, remarks } = await tableOf({ columns, days: [1, 2, 3] })
    expect(table[0]?.slice(2)).toEqual(titles)
    const said = /shown, (.*): --format csv has all of them\./.exec(remarks.join('\n'))?.[1]
    expect(said).toBe(hidden)
  })

  test('shows no session that is older than one that does not fit', async () => {
    const { table, remarks } = await tableOf({ columns: 40, days: [1, 2, 2] })
    expect(table[0]?.slice(2)).toEqual(['10-02 11:00 (2)'])
    expect(remarks.join()).toContain('2 of 3 are not')
  })
})
