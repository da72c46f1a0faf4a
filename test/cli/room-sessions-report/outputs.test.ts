import { expect, test } from 'vitest'
import { createTimeZone } from '../../../src/cli/reading/time-zone.js'
import { formatCsv, formatJson, formatMarkdown } from '../../../src/cli/room-sessions-report/format-report.js'
import { formatTable } from '../../../src/cli/room-sessions-report/format-table.js'
import { toMoney } from '../../../src/cli/room-sessions-report/money.js'
import type { SessionReport } from '../../../src/cli/room-sessions-report/report-data.js'
import type { Totals } from '../../../src/cli/room-sessions-report/totals.js'
import { createTestContext, createTestScreen } from '../test-context.js'

const totalsOf = (seconds: number, given: Partial<Totals> = {}): Totals => ({
  ...{ sessions: 2, inProgress: 0, sessionSeconds: seconds, memberSeconds: 2 * seconds, peakMembers: 3 },
  ...{ sessionCost: toMoney(1.5), memberCost: toMoney(0.25), recordingCost: null },
  ...given,
})
const report: SessionReport = {
  ...{ by: ['room', 'day'], timeZone: createTimeZone('UTC'), period: { since: '2026-10-01T00:00:00Z', until: null } },
  rows: [
    { groups: ['lab|1', '2026-10-01'], totals: totalsOf(6000) },
    { groups: ['=hall', '2026-10-02'], totals: totalsOf(1500, { inProgress: 1 }) },
  ],
  total: totalsOf(7500, { sessions: 4, inProgress: 1 }),
  logs: [
    {
      ...{ day: '2026-10-01', logs: 3, charge: toMoney(2), sessionCost: toMoney(1.5), beyondSessions: toMoney(0.5) },
      beyondRecordings: toMoney(0.25),
    },
    {
      ...{ day: '2026-10-02', logs: 1, charge: toMoney(0), sessionCost: toMoney(0), beyondSessions: toMoney(0) },
      beyondRecordings: null,
    },
  ],
}
const { logs: _, ...withoutLogs } = report
const alone: SessionReport = { ...withoutLogs, logs: undefined }

test('CSV has a line for each group, and no total', () => {
  expect(formatCsv(report).split('\r\n')).toEqual([
    'room,day,sessions,in_progress,session_minutes,member_minutes,peak_members,cost_of_sessions,cost_of_members,cost_of_recordings',
    'lab|1,2026-10-01,2,0,100,200,3,1.5,0.25,',
    "'=hall,2026-10-02,2,1,25,50,3,1.5,0.25,",
    '',
  ])
})

test('JSON has groups, total and logs', () => {
  const row = { sessions: 2, peak_members: 3, cost_of_sessions: 1.5, cost_of_members: 0.25, cost_of_recordings: null }
  const expected = {
    ...{ by: ['room', 'day'], time_zone: 'UTC', period: { since: '2026-10-01T00:00:00Z', until: null } },
    rows: [
      { room: 'lab|1', day: '2026-10-01', in_progress: 0, session_minutes: 100, member_minutes: 200, ...row },
      { room: '=hall', day: '2026-10-02', in_progress: 1, session_minutes: 25, member_minutes: 50, ...row },
    ],
    total: { ...row, sessions: 4, in_progress: 1, session_minutes: 125, member_minutes: 250 },
  }
  const names = ['charge', 'cost_of_sessions', 'charge_beyond_sessions', 'charge_beyond_sessions_and_recordings']
  const logOf = (day: string, logs: number, ...costs: (number | null)[]) => ({
    ...{ day, logs },
    ...Object.fromEntries(names.map((name, index) => [name, costs[index]])),
  })

  expect(JSON.parse(formatJson(report))).toEqual({
    ...expected,
    logs: [logOf('2026-10-01', 3, 2, 1.5, 0.5, 0.25), logOf('2026-10-02', 1, 0, 0, 0, null)],
  })
  expect(JSON.parse(formatJson(alone))).toEqual(expected)
})

test('Markdown has a table of the groups with the total, and one of the logs', () => {
  const groups = [
    '| Room | Day | Sessions | In progress | Session min | Member min | Peak | Sessions $ | Members $ |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    '| lab\\|1 | 2026-10-01 | 2 |  | 100.0 | 200.0 | 3 | $1.5000 | $0.2500 |',
    '| =hall | 2026-10-02 | 2 | 1 | 25.0 | 50.0 | 3 | $1.5000 | $0.2500 |',
    '| **Total** |  | **4** | **1** | **125.0** | **250.0** | **3** | **$1.5000** | **$0.2500** |',
  ]
  const [table, logs, remarks, ...rest] = formatMarkdown(report).split('\n\n')

  expect(table?.split('\n')).toEqual(groups)
  expect(logs?.split('\n')).toEqual([
    '| Day | Logs | Charged $ | Sessions $ | Charged beyond sessions $ | and beyond recordings $ |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    '| 2026-10-01 | 3 | $2.0000 | $1.5000 | $0.5000 | $0.2500 |',
    '| 2026-10-02 | 1 | $0.0000 | $0.0000 | $0.0000 | - |',
  ])
  expect(remarks).toMatch(/^(- .*\n)+$/)
  expect(rest).toEqual([])
  expect(formatMarkdown(alone).split('\n\n')[1]).toBe(remarks)
})

const tableOf = async (given: SessionReport, columns: number) => {
  const context = createTestContext({ stdout: createTestScreen({ columns }), env: {} })
  const [table = '', ...rest] = (await formatTable(given, context)).split('\n\n')
  return { lines: table.split('\n'), rest }
}

test('the table has the total below, and bars of the minutes beside it', async () => {
  const { lines, rest } = await tableOf(report, 200)

  expect(lines).toEqual([
    'Room          Day         Sessions  Session min  Member min  Sessions $  Members $  In progress  Peak',
    `lab|1         2026-10-01         2        100.0       200.0     $1.5000    $0.2500                  3  ${'█'.repeat(20)}`,
    `=hall         2026-10-02         2         25.0        50.0     $1.5000    $0.2500            1     3  ${'█'.repeat(5)}`,
    'Total                            4        125.0       250.0     $1.5000    $0.2500            1     3',
  ])
  expect(rest[0]?.split('\n')).toEqual([
    'Day         Logs  Charged $  Sessions $  Charged beyond sessions $  and beyond recordings $',
    '2026-10-01     3    $2.0000     $1.5000                    $0.5000                  $0.2500',
    '2026-10-02     1    $0.0000     $0.0000                    $0.0000                        -',
  ])
  expect(rest).toHaveLength(2)
  expect((await tableOf(alone, 200)).rest).toEqual(rest.slice(1))
})

test('a narrow table leaves out the bars and what is least important, and says so', async () => {
  const { lines, rest } = await tableOf(alone, 90)

  expect(lines[0]).toBe('Room          Day         Sessions  Session min  Member min  Sessions $  Members $  Peak')
  expect(rest[0]?.split('\n')[0]).toContain('It is not known whether')
  const { lines: narrow, rest: notes } = await tableOf(alone, 60)
  expect(narrow[0]).toBe('Room          Day         Sessions  Session min  Member min')
  expect(notes[0]?.split('\n')[0]).toBe(
    'no room for In progress, Peak, Sessions $, Members $: --format csv has all columns',
  )
})

test('the bars of users are of the minutes of members', async () => {
  const users: SessionReport = {
    ...{ ...alone, by: ['user'] },
    rows: [50, 100].map((minutes) => ({
      groups: [`u${minutes}`],
      totals: totalsOf(0, { sessionSeconds: null, memberSeconds: minutes * 60, sessionCost: null }),
    })),
  }
  const { lines } = await tableOf(users, 200)

  expect(lines.map((line) => line.replace(/[^█]/g, '').length)).toEqual([0, 10, 20, 0])
})
