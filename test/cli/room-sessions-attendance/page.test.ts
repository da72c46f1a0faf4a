import { expect, test } from 'vitest'
import { createTimeZone } from '../../../src/cli/reading/time-zone.js'
import { createAttendance } from '../../../src/cli/room-sessions-attendance/attendance.js'
import { formatAttendancePage } from '../../../src/cli/room-sessions-attendance/html/page.js'
import { noNames } from '../../../src/cli/room-sessions-attendance/names.js'

const hour = { start: '2026-10-01T09:00:00Z', end: '2026-10-01T10:00:00Z' }

/** @param attended number of sessions with these people; the others have no members */
function pageOf(people: number, sessions: number, attended = sessions): string {
  const attendance = createAttendance({ names: noNames, now: 0 })
  const members = Array.from({ length: people }, (_, index) => ({
    ...{ id: String(index), name: `person ${String(index).padStart(3, '0')}` },
    ...{ join_time: hour.start, leave_time: hour.end, duration: 3600 },
  }))
  for (let index = 0; index < sessions; index++)
    attendance.add(
      {
        ...{ id: String(index), name: 'standup', status: 'completed' },
        ...{ start_time: hour.start, end_time: hour.end, duration: 3600 },
      },
      index < attended ? members : [],
    )
  const list = { ...attendance.result(), timeZone: createTimeZone('UTC'), atLeast: undefined }
  return formatAttendancePage({ ...list, period: { since: null, until: null } }, { command: '', date: hour.start })
}

test.each([
  [300, undefined],
  [301, '1 more person.'],
  [302, '2 more people.'],
])('draws the bars of 300 of %i people, and counts the others: %s', (people, counted) => {
  const page = pageOf(people, 1)
  expect(page).toContain('person 299')
  expect(page).not.toContain('person 300')
  expect(/Not drawn: ([^<]*)</.exec(page)?.[1]).toBe(counted)
})

test('the table of several sessions counts the people that it does not list', () => {
  const page = pageOf(302, 2)
  expect(page).toContain('2 more people')
  expect(page).toContain('person 299')
  expect(page).not.toContain('person 300')
  expect(pageOf(300, 2)).not.toContain('more people')
})

test('the minutes of a person are shaded by their share, and those of someone absent are not', () => {
  const shades = [...pageOf(1, 2, 1).matchAll(/<td class="number (shade-\d)">([^<]*)</g)]
  expect(shades.map(([, shade, minutes]) => [shade, minutes])).toEqual([
    ['shade-5', '60.0'],
    ['shade-0', ''],
  ])
})

interface Membership {
  readonly name: string
  readonly from?: string
  readonly to?: string
}

/** The page of a number of sessions with these members, one session a day. */
function pageOfDays(days: number, members: readonly Membership[], atLeast?: number, zone = 'UTC'): string {
  const attendance = createAttendance({ names: noNames, now: 0 })
  for (let day = 1; day <= days; day++) {
    const timeOf = (clock: string) => `2026-10-${String(day).padStart(2, '0')}T${clock}:00Z`
    attendance.add(
      {
        id: String(day),
        name: 'standup',
        status: 'completed',
        start_time: timeOf('09:00'),
        end_time: timeOf('10:00'),
        duration: 3600,
      },
      members.map(({ name, from = '09:00', to = '10:00' }, index) => ({
        ...{ id: String(index), name, join_time: timeOf(from), leave_time: timeOf(to), duration: 0 },
      })),
    )
  }
  const list = { ...attendance.result(), timeZone: createTimeZone(zone), atLeast }
  return formatAttendancePage({ ...list, period: { since: null, until: null } }, { command: '', date: hour.start })
}

const headsOf = (page: string) =>
  [...page.matchAll(/<table class="people">\s*<thead>(.*?)<\/thead>/gs)].map(([, head = '']) =>
    [...head.matchAll(/<th[^>]*>([^<]*)<\/th>/g)].map(([, title]) => title?.replace('2026-', '')),
  )

test.each<[number, string[][]]>([
  [8, [['Name', 'Total', ...daysFrom(1, 8)]]],
  [
    9,
    [
      ['Name', 'Total', ...daysFrom(1, 8)],
      ['Name', ...daysFrom(9, 9)],
    ],
  ],
  [
    18,
    [
      ['Name', 'Total', ...daysFrom(1, 8)],
      ['Name', ...daysFrom(9, 18)],
    ],
  ],
  [
    19,
    [
      ['Name', 'Total', ...daysFrom(1, 8)],
      ['Name', ...daysFrom(9, 18)],
      ['Name', ...daysFrom(19, 19)],
    ],
  ],
])('the sums of %i sessions are in the first table only', (days, expected) => {
  expect(headsOf(pageOfDays(days, [{ name: 'Ana' }]))).toEqual(expected)
})

function daysFrom(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `10-${String(first + index).padStart(2, '0')}`)
}

test('a table with presences has five sessions beside the sums, and a line for those present', () => {
  const page = pageOfDays(6, [{ name: 'Ana' }, { name: 'Bo', to: '09:10' }], 5000)
  expect(headsOf(page)).toEqual([
    ['Name', 'Total', 'Present', 'Partial', 'Absent', ...daysFrom(1, 5)],
    ['Name', ...daysFrom(6, 6)],
  ])
  const widths = [...page.matchAll(/<tbody>(<tr>.*?)<\/tbody>/gs)].slice(0, 2).map(([, body = '']) =>
    body
      .split('</tr>')
      .slice(0, -1)
      .map((row) => row.match(/<t[hd]/g)?.length),
  )
  expect(widths).toEqual([
    [10, 10],
    [2, 2],
  ])
  expect([...page.matchAll(/<tfoot><tr><th scope="row"([^>]*)>/g)].map(([, span]) => span)).toEqual([
    ' colspan="5"',
    '',
  ])
})

test('a column for screens, and the legend, are there only if someone shared a screen or was there twice', () => {
  const twice = [{ name: 'Ana' }, { name: 'Ana', to: '09:10' }]
  const screen = [{ name: 'Ana' }, { name: 'Ana (screen)', to: '09:10' }]
  const found = [[{ name: 'Ana' }], twice, screen].map((members) => {
    const page = pageOfDays(2, members)
    return [
      headsOf(page)[0]?.includes('Screen'),
      ...['key-overlap', 'key-screen'].map((key) => page.includes(`"${key}"`)),
    ]
  })
  expect(found).toEqual([
    [false, false, false],
    [false, true, false],
    [true, false, true],
  ])
})

test.each([
  ['UTC', 1, 'standup, 1 session on 2026-10-01'],
  ['UTC', 2, 'standup, 2 sessions from 2026-10-01 to 2026-10-02'],
  ['Etc/GMT+12', 1, 'standup, 1 session on 2026-09-30'],
  ['Etc/GMT+12', 2, 'standup, 2 sessions from 2026-09-30 to 2026-10-01'],
])('in %s the title of a page of %i sessions is %s', (zone, days, title) => {
  const page = pageOfDays(days, [{ name: 'Ana' }], undefined, zone)
  expect(page).toContain(`<title>Attendance: ${title}</title>`)
  expect(page).toContain(`<p class="period">${title}</p>`)
})

test('the page has the remarks and its style, and says if there are no sessions', () => {
  const page = pageOfDays(0, [])
  expect(page).toContain('<li>People are distinguished by their names.')
  expect(page).toContain('<p class="period">No sessions</p>')
  expect(page).toMatch(/<style>[^<]*\.lanes/)
})
