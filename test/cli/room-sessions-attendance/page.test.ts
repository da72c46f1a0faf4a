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
