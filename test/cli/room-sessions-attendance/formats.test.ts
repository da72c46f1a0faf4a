import { describe, expect, test } from 'vitest'
import { createTimeZone } from '../../../src/cli/reading/time-zone.js'
import {
  type AttendedSession,
  createAttendance,
  type MemberTimes,
  type SessionTimes,
  toPresence,
} from '../../../src/cli/room-sessions-attendance/attendance.js'
import type { AttendanceList } from '../../../src/cli/room-sessions-attendance/attendance-list.js'
import { formatCsv, formatJson, formatMarkdown } from '../../../src/cli/room-sessions-attendance/format-attendance.js'
import { formatAttendancePage } from '../../../src/cli/room-sessions-attendance/html/page.js'
import { noNames } from '../../../src/cli/room-sessions-attendance/names.js'

const at = (minute: number) => new Date(Date.UTC(2026, 9, 1, 9) + minute * 60_000).toISOString()
const session = (id: string, from: number, to: number | null, given: Partial<SessionTimes> = {}): SessionTimes => ({
  ...{ id, name: 'standup', status: to === null ? 'in-progress' : 'completed' },
  ...{ start_time: at(from), end_time: to === null ? null : at(to), duration: ((to ?? from) - from) * 60 },
  ...given,
})
const member = (name: string | null, from: number, to: number): MemberTimes => ({
  ...{ id: `m-${name}`, name, join_time: at(from), leave_time: at(to), duration: (to - from) * 60 },
})

type Session = readonly [SessionTimes, readonly MemberTimes[]]

function listOf(given: readonly Session[], atLeast?: number): AttendanceList {
  const attendance = createAttendance({ names: noNames, now: Date.parse(at(1500)) })
  for (const [each, members] of given) attendance.add(each, members)
  const period = { since: null, until: null }
  return { ...attendance.result(), timeZone: createTimeZone('Europe/Berlin'), atLeast, period }
}

/** Two sessions: Ana is there twice at once, Bo shares a screen, and someone has no name. */
const two: readonly Session[] = [
  [
    session('s1', 0, 60),
    [
      ...[member('Ana', 0, 30), member('Ana', 20, 45), member('Bo', 0, 60), member('Bo (Screen)', 30, 40)],
      member(null, 0, 15),
    ],
  ],
  [session('s2', 1440, null), [member('Bo', 1440, 1443)]],
]

describe('CSV', () => {
  test('has the minutes of each person in all and on each day', () => {
    expect(formatCsv(listOf(two)).split('\r\n')).toEqual([
      'name,minutes,screen_minutes,overlap_minutes,2026-10-01,2026-10-02',
      'Ana,45,0,10,45,0',
      'Bo,60,10,0,60,0',
      '(none),15,0,0,15,0',
      '',
    ])
  })

  test('has the presence beside the minutes with --at-least', () => {
    expect(
      formatCsv(listOf(two.slice(0, 1), 8000))
        .split('\r\n')
        .slice(0, 4),
    ).toEqual([
      'name,minutes,screen_minutes,overlap_minutes,present,partial,absent,2026-10-01,2026-10-01 presence',
      'Ana,45,0,10,0,1,0,45,partial',
      'Bo,60,10,0,1,0,0,60,present',
      '(none),15,0,0,,,,15,',
    ])
  })
})

test('JSON has sessions, people and times', () => {
  const times = (from: number, to: number) => ({
    ...{ start: at(from).replace('.000', ''), end: at(to).replace('.000', '') },
  })
  const json = JSON.parse(formatJson(listOf([...two, [session('s3', 0, 0, { start_time: null }), []]], 7550)))

  expect(json).toEqual({
    ...{ time_zone: 'Europe/Berlin', period: { since: null, until: null }, at_least_percent: 75.5 },
    sessions_not_started: 1,
    sessions: [
      {
        ...{ id: 's1', room: 'standup', ...times(0, 60), seconds: 3600, in_progress: false },
        ...{ present: 1, partial: 1, absent: 0 },
      },
      {
        ...{ id: 's2', room: 'standup', ...times(1440, 1440), seconds: 0, in_progress: true },
        ...{ present: 0, partial: 0, absent: 2 },
      },
    ],
    people: [
      {
        ...{ name: 'Ana', seconds: 2700, screen_seconds: 0, overlap_seconds: 600, present: 0, partial: 1, absent: 1 },
        sessions: [
          {
            ...{ id: 's1', seconds: 2700, screen_seconds: 0, overlap_seconds: 600, presence: 'partial' },
            ...{ spans: [times(0, 45)], screens: [] },
          },
        ],
      },
      {
        ...{ name: 'Bo', seconds: 3600, screen_seconds: 600, overlap_seconds: 0, present: 1, partial: 0, absent: 1 },
        sessions: [
          {
            ...{ id: 's1', seconds: 3600, screen_seconds: 600, overlap_seconds: 0, presence: 'present' },
            ...{ spans: [times(0, 60)], screens: [times(30, 40)] },
          },
          {
            ...{ id: 's2', seconds: 0, screen_seconds: 0, overlap_seconds: 0, presence: 'absent' },
            ...{ spans: [], screens: [] },
          },
        ],
      },
      {
        ...{ name: null, seconds: 900, screen_seconds: 0, overlap_seconds: 0 },
        sessions: [
          {
            ...{ id: 's1', seconds: 900, screen_seconds: 0, overlap_seconds: 0, spans: [times(0, 15)], screens: [] },
          },
        ],
      },
    ],
  })
  expect(JSON.parse(formatJson(listOf(two))).at_least_percent).toBeNull()
})

test.each<[string, AttendanceList, string[]]>([
  [
    'screens and a session in progress',
    listOf(two),
    [
      '| Name | Minutes | Screen | 2026-10-01 | 2026-10-02 (so far) |',
      '| --- | ---: | ---: | ---: | ---: |',
      '| Ana | 45.0 | - | 45.0 | - |',
      '| Bo | 60.0 | 10.0 | 60.0 | - |',
      '| (none) | 15.0 | - | 15.0 | - |',
    ],
  ],
  [
    'presence',
    listOf(
      [
        [session('s1', 0, 60), [member('A|b', 0, 60), member('C', 0, 1)]],
        [session('s2', 1440, 1450), []],
      ],
      5000,
    ),
    [
      '| Name | Minutes | Present | Partial | Absent | 2026-10-01 | 2026-10-02 |',
      '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
      '| A\\|b | 60.0 | 1 | 0 | 1 | 60.0 ✓ | - |',
      '| C | 1.0 | 0 | 1 | 1 | 1.0 ~ | - |',
    ],
  ],
])('Markdown has a table with %s, and the remarks below', (_, list, expected) => {
  const [table = '', remarks = ''] = formatMarkdown(list).split('\n\n')

  expect(table.split('\n')).toEqual(expected)
  expect(remarks).toMatch(/^- .*\n(- .*\n)*$/)
})

describe('the page', () => {
  const info = { command: 'room-sessions attendance', date: at(0) }
  const textsOf = (markup: string) => markup.replace(/\s*(?:<[^>]*>\s*)+/g, '|').replace(/^\||\|$/g, '')
  const sectionOf = (page: string, id: string) =>
    textsOf(new RegExp(`<section[^>]*aria-labelledby="${id}">(.*?)</section>`, 's').exec(page)?.[1] ?? '')
  const pageOf = (given: readonly Session[], atLeast?: number) => formatAttendancePage(listOf(given, atLeast), info)
  const headOf = (page: string) => textsOf(/<header>.*<\/dl>/s.exec(page)?.[0] ?? '')
  const lab = session('s4', 0, 30, { name: null })

  test.each<[readonly Session[], string]>([
    [[], 'No sessions'],
    [two.slice(0, 1), 'standup, 1 session on 2026-10-01'],
    [two, 'standup, 2 sessions from 2026-10-01 to 2026-10-02'],
    [[[lab, []]], '(none), 1 session on 2026-10-01'],
    [[...two, [lab, []]], '2 rooms, 3 sessions from 2026-10-01 to 2026-10-02'],
  ])('names rooms and days', (given, subject) => {
    const page = pageOf(given)
    expect(/<title>(.*?)<\/title>/.exec(page)?.[1]).toBe(`Attendance: ${subject}`)
    expect(headOf(page)).toMatch(/^Attendance\|.*\|room-sessions attendance\|2026-10-01 09:00 UTC\|Sessions\|/)
    expect(headOf(page).split('|')[1]).toBe(subject)
  })

  test('adds up sessions and people, without those who have no name', () => {
    expect(headOf(pageOf(two)).split('Sessions|')[1]).toBe('2|People|2|Session minutes|60.0|Minutes of people|120.0')
  })

  test('of one session draws when each person was there', () => {
    const page = pageOf(two.slice(0, 1), 8000)

    expect(page).not.toContain('id="people"')
    expect(sectionOf(page, 'session-0')).toBe(
      '2026-10-01|standup, 11:00–12:00, 60.0 minutes, 3 names ·|s1|Name|11:00|11:30|12:00|Min|Share|Ana|11:00 to 11:45; more than once: 11:20 to 11:30|45.0|75 %|~|Bo|11:00 to 12:00; screen shared: 11:30 to 11:40|60.0|100 %|✓|(none)|11:00 to 11:15|15.0|25 %|in the session|more than once|screen shared',
    )
    expect(
      [...page.matchAll(/<rect class="(.*?)" x="(.*?)" y="(.*?)" width="(.*?)" height="(.*?)"/g)].map(([, ...rect]) =>
        rect.join(' '),
      ),
    ).toEqual([
      ...['bar 0 2 750 11', 'overlap 333.33 2 166.67 4', 'bar 0 2 1000 11', 'screen 500 15 166.67 4', 'bar 0 2 250 11'],
    ])
  })

  test('has a legend only for what is drawn in other colours, and a bar that can be seen', () => {
    const page = pageOf([[session('s1', 0, 60), [member('Ana', 10, 10.01)]]])
    expect(sectionOf(page, 'session-0')).toMatch(/\|Ana\|11:10 to 11:10\|0\.0\|0 %$/)
    expect(page).toContain('x="166.67" y="2" width="2"')

    const screen = pageOf([[session('s1', 0, 60), [member('Ana (screen)', 0, 60)]]])
    expect(sectionOf(screen, 'session-0')).toMatch(
      /\|Ana\|not in the session; screen shared: 11:00 to 12:00\|0\.0\|0 %\|in the session\|screen shared$/,
    )
  })

  test('of several sessions has a table of people, with sums, marks and shades', () => {
    const page = pageOf(two, 8000)

    expect(sectionOf(page, 'people')).toBe(
      'Minutes by person and session|Name|Total|Screen|Present|Partial|Absent|2026-10-01|2026-10-02 (so far)|Ana|45.0|-|0|1|1|45.0|~|-|Bo|60.0|10.0|1|0|1|60.0|✓|-|(none)|15.0|-|15.0|Present|1|0',
    )
    expect([...page.matchAll(/<td class="number shade-(\d)">/g)].map(([, shade]) => shade)).toEqual([...'405020'])
    expect(page).toContain('<tfoot><tr><th scope="row" colspan="6">Present</th>')
    expect(page).toContain('aria-label="Table: minutes by person, 2026-10-01 to 2026-10-02"')
    expect(sectionOf(page, 'session-1')).toMatch(
      /^2026-10-02 \(in progress\)\|standup, 11:00–11:00, 0\.0 minutes, 1 name ·\|s2\|/,
    )
    expect(sectionOf(pageOf(two), 'people')).toBe(
      'Minutes by person and session|Name|Total|Screen|2026-10-01|2026-10-02 (so far)|Ana|45.0|-|45.0|Bo|60.0|10.0|60.0|(none)|15.0|-|15.0',
    )
  })

  test('says that there are no members, or no sessions', () => {
    expect(textsOf(pageOf([[session('s1', 0, 60), []]]))).toContain('|There are no members.|')
    expect(pageOf([])).not.toContain('aria-labelledby')
  })

  const series = (count: number): Session[] =>
    Array.from({ length: count }, (_, index) => [
      session(`s${index}`, index * 1440, index * 1440 + 60),
      [
        member('Ana', index * 1440, index * 1440 + 60),
        ...(index === 8 ? [member('Bo', index * 1440, index * 1440 + 1)] : []),
      ],
    ])

  test.each([
    [8, undefined, [8]],
    [9, undefined, [8, 1]],
    [18, undefined, [8, 10]],
    [19, undefined, [8, 10, 1]],
    [5, 5000, [5]],
    [6, 5000, [5, 1]],
  ])('puts %i sessions into tables that fit on paper, with the share %s', (count, atLeast, expected) => {
    const page = pageOf(series(count), atLeast)
    const tables = page.match(/<table class="people">.*?<\/table>/gs) ?? []

    expect(tables.map((table) => table.match(/class="number session"/g)?.length)).toEqual(expected)
    expect(page.includes('The first table lists everyone.')).toBe(expected.length > 1)
  })

  test('lists in each further table those who were in one of its sessions', () => {
    const tables = pageOf(series(19)).match(/<table class="people">.*?<\/table>/gs) ?? []
    expect(tables.map((table) => [...table.matchAll(/<th scope="row">(.*?)</g)].map(([, name]) => name))).toEqual([
      ['Ana', 'Bo'],
      ['Ana', 'Bo'],
      ['Ana'],
    ])
  })

  test.each([
    [40, undefined, undefined],
    [41, undefined, 'The latest 40 sessions are drawn; JSON has the times of all.'],
    [
      101,
      'Not shown: 1 earlier session. CSV and JSON have all of them.',
      'The latest 40 sessions are drawn; JSON has the times of all.',
    ],
  ])('of %i sessions says what it leaves out', (count, omitted, drawn) => {
    const page = pageOf(series(count))

    expect(/Not shown: [^<]*/.exec(page)?.[0]).toBe(omitted)
    expect(/The latest [^<]*/.exec(page)?.[0]).toBe(drawn)
    expect(page.match(/<table class="lanes">/g)).toHaveLength(Math.min(40, count))
    expect(page.match(/class="number session"/g)).toHaveLength(Math.min(100, count))
  })
})

test.each([
  [undefined, 'absent'],
  [0, 'absent'],
  [1, 'partial'],
  [2699, 'partial'],
  [2700, 'present'],
])('of a session of an hour %s seconds are %s, if three quarters are asked for', (seconds, expected) => {
  const none = { spans: [], overlaps: [], screens: [], overlapSeconds: 0, screenSeconds: 0 }
  const hour: AttendedSession = {
    id: 'a',
    room: null,
    span: { from: 0, to: 3_600_000 },
    seconds: 3600,
    isInProgress: false,
  }
  expect(toPresence(seconds === undefined ? undefined : { ...none, seconds }, hour, 7500)).toBe(expected)
})
