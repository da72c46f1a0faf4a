import { describe, expect, test } from 'vitest'
import { createTimeZone } from '../../../src/cli/reading/time-zone.js'
import type { AttendedSession, Person, Visit } from '../../../src/cli/room-sessions-attendance/attendance.js'
import {
  type AttendanceList,
  countOfPerson,
  countOfSession,
  showName,
  showPercent,
  showScreen,
  showShare,
  toRemarks,
  toSessionTitles,
} from '../../../src/cli/room-sessions-attendance/attendance-list.js'

const from = Date.UTC(2026, 9, 1, 9)
const session = (id: string, given: Partial<AttendedSession> & { start?: number } = {}): AttendedSession => {
  const start = given.start ?? from
  return {
    id,
    room: 'standup',
    span: { from: start, to: start + 3_600_000 },
    seconds: 3600,
    isInProgress: false,
    ...given,
  }
}
const visitOf = (seconds: number): Visit => ({
  ...{ spans: [{ from, to: from + seconds * 1000 }], overlaps: [], screens: [] },
  ...{ seconds, overlapSeconds: 0, screenSeconds: 0 },
})
const person = (
  name: string | null,
  visits: Readonly<Record<string, number>>,
  given: Partial<Person> = {},
): Person => ({
  name,
  visits: new Map(Object.entries(visits).map(([id, seconds]) => [id, visitOf(seconds)])),
  ...{ seconds: 0, overlapSeconds: 0, screenSeconds: 0 },
  ...given,
})
const listOf = (given: Partial<AttendanceList>): AttendanceList => ({
  ...{ sessions: [], people: [], notStarted: 0, reversed: 0, atLeast: undefined },
  ...{ timeZone: createTimeZone('Europe/Berlin'), period: { since: null, until: null } },
  ...given,
})

describe('the remarks', () => {
  const always =
    'People are distinguished by their names. Dates are those on which the sessions started, in the time zone Europe/Berlin.'
  const running = { isInProgress: true }

  test.each<[string, Partial<AttendanceList>, string[]]>([
    ['name the time zone', {}, []],
    [
      'say what present means',
      { atLeast: 7550 },
      ['Present means at least 75.5 % of the session, partial less than that, absent not at all.'],
    ],
    [
      'count a session in progress',
      { sessions: [session('1', running), session('2')] },
      ['1 session is in progress: minutes are those so far.'],
    ],
    [
      'count sessions in progress',
      { sessions: [session('1', running), session('2', running)] },
      ['2 sessions are in progress: minutes are those so far.'],
    ],
    ['count a session that has not started', { notStarted: 1 }, ['1 session has not started and is left out.']],
    ['count sessions that have not started', { notStarted: 2 }, ['2 sessions have not started and are left out.']],
    [
      'explain screens',
      { people: [person('Ana', {}), person('Bo', {}, { screenSeconds: 1 })] },
      [
        'A member named "NAME (screen)" is the screen that NAME shared: it has minutes of its own, which do not count as attendance.',
      ],
    ],
    [
      'count a name that was there twice',
      { people: [person('Ana', {}), person('Bo', {}, { overlapSeconds: 1 })] },
      [
        '1 name was in a session more than once at the same time: a second device, a screen share, or two people with one name. That time counts once.',
      ],
    ],
    [
      'count names that were there twice',
      { people: [person('Ana', {}, { overlapSeconds: 1 }), person('Bo', {}, { overlapSeconds: 1 })] },
      [
        '2 names were in a session more than once at the same time: a second device, a screen share, or two people with one name. That time counts once.',
      ],
    ],
    [
      'explain members without a name',
      { people: [person('Ana', {}), person(null, {})] },
      ['(none) stands for all members without a name together: who they are is not known.'],
    ],
    ['count a member who left first', { reversed: 1 }, ['1 member left before joining, and counts 0 minutes.']],
    ['count members who left first', { reversed: 2 }, ['2 members left before joining, and count 0 minutes.']],
  ])('%s', (_, given, expected) => {
    expect(toRemarks(listOf(given))).toEqual([...expected, always])
  })
})

describe('the titles of sessions', () => {
  const [day, minute] = [86_400_000, 60_000]
  test.each<[string, AttendedSession[], string[]]>([
    ['are dates in the time zone', [session('1', { start: Date.UTC(2026, 9, 1, 22) })], ['2026-10-02']],
    [
      'have no room if all are of one',
      [session('1'), session('2', { start: from + day })],
      ['2026-10-01', '2026-10-02'],
    ],
    [
      'have the room if there are several',
      [session('1'), session('2', { start: from + day, room: null })],
      ['2026-10-01 standup', '2026-10-02 (none)'],
    ],
    [
      'have the time of day if two are of one day',
      [session('1'), session('2', { start: from + minute }), session('3', { start: from + day })],
      ['2026-10-01 11:00', '2026-10-01 11:01', '2026-10-02'],
    ],
    [
      'have no time of day if two of one day are of different rooms',
      [session('1'), session('2', { room: 'lab' })],
      ['2026-10-01 standup', '2026-10-01 lab'],
    ],
    [
      'have a number if two are of one minute',
      [session('1'), session('2'), session('3')],
      ['2026-10-01 11:00', '2026-10-01 11:00 (2)', '2026-10-01 11:00 (3)'],
    ],
  ])('%s', (_, sessions, expected) => {
    expect(toSessionTitles(listOf({ sessions }))).toEqual(expected)
  })
})

describe('who was present', () => {
  const sessions = [session('1'), session('2'), session('3')]
  const people = [person('Ana', { 1: 1800, 2: 1799 }), person('Bo', { 1: 3600 }), person(null, { 1: 3600 })]
  const list = listOf({ sessions, people, atLeast: 5000 })

  test('is counted for each person whose name is known', () => {
    expect(people.map((each) => countOfPerson(list, each))).toEqual([
      { present: 1, partial: 1, absent: 1 },
      { present: 1, partial: 0, absent: 2 },
      undefined,
    ])
  })

  test('is counted for each session, without members who have no name', () => {
    expect(sessions.map((each) => countOfSession(list, each))).toEqual([
      { present: 2, partial: 0, absent: 0 },
      { present: 0, partial: 1, absent: 1 },
      { present: 0, partial: 0, absent: 2 },
    ])
  })

  test('is not counted without --at-least', () => {
    const without = { ...list, atLeast: undefined }
    expect([...people.map((each) => countOfPerson(without, each)), countOfSession(without, session('1'))]).toEqual([
      ...[undefined, undefined, undefined, undefined],
    ])
  })
})

test('a name, a screen, a percentage and a share are shown as text', () => {
  expect([showName({ name: 'Ana' }), showName({ name: null })]).toEqual(['Ana', '(none)'])
  expect([0, 1, 3600].map((screenSeconds) => showScreen({ screenSeconds }))).toEqual(['-', '0.0', '60.0'])
  expect([10_000, 7550, 5].map(showPercent)).toEqual(['100 %', '75.5 %', '0.05 %'])
  expect([0, 3599, 3600].map((seconds) => showShare(seconds, session('1')))).toEqual(['0 %', '99 %', '100 %'])
  expect(showShare(0, session('1', { seconds: 0 }))).toBe('-')
})
