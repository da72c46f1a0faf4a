import { describe, expect, test } from 'vitest'
import {
  createAttendance,
  type MemberTimes,
  type SessionTimes,
} from '../../../src/cli/room-sessions-attendance/attendance.js'
import { noNames } from '../../../src/cli/room-sessions-attendance/names.js'

const at = (clock: string) => `2026-10-01T${clock}:00Z`
const now = Date.parse(at('12:00'))
const sessionOf = (given: Partial<SessionTimes> = {}): SessionTimes => ({
  ...{ id: 's', name: 'standup', status: 'completed', duration: null },
  ...{ start_time: at('09:00'), end_time: at('10:00') },
  ...given,
})
const memberOf = (given: Partial<MemberTimes> = {}): MemberTimes => ({
  ...{ id: 'm', name: 'Ana', join_time: at('09:00'), leave_time: at('09:10'), duration: null },
  ...given,
})
const attend = (sessions: readonly SessionTimes[], members: readonly MemberTimes[] = []) => {
  const attendance = createAttendance({ names: noNames, now })
  for (const session of sessions) attendance.add(session, members)
  return attendance.result()
}

test.each<[string, Partial<SessionTimes>, number]>([
  ['that has ended lasts until its end, whatever its duration is', { duration: 60 }, 3600],
  ['without an end lasts as long as the service says', { end_time: null, duration: 60 }, 60],
  ['without an end and a duration lasts until now', { end_time: null }, 3 * 3600],
  ['that starts after now has lasted for no time', { end_time: null, start_time: at('13:00') }, 0],
  ['that ends before it starts has lasted for no time', { end_time: at('08:00') }, 0],
  ['of no duration has lasted for no time', { end_time: null, duration: 0 }, 0],
])('a session %s', (_, given, seconds) => {
  expect(attend([sessionOf(given)]).sessions.map((each) => each.seconds)).toEqual([seconds])
})

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, '60', true])(
  'a session or member with the duration %j is refused',
  (duration) => {
    const wrong = { duration } as unknown as { duration: number }
    expect(() => attend([sessionOf({ end_time: null, ...wrong })])).toThrow('s: duration: expected a number of seconds')
    expect(() => attend([sessionOf()], [memberOf({ leave_time: null, ...wrong })])).toThrow('m: duration: expected')
  },
)

test('memberships that end before they begin are counted, and no others', () => {
  const members = ['09:00', '09:05', '09:10'].map((leave) =>
    memberOf({ join_time: at('09:10'), leave_time: at(leave) }),
  )
  expect(attend([sessionOf()], members).reversed).toBe(2)
})

describe('the order', () => {
  test('of sessions is that of their starts, and then that of their ids', () => {
    const given = [
      ['b', '09:30'],
      ['c', '09:00'],
      ['a', '09:30'],
      ['B', '09:30'],
      ['d', '08:00'],
    ] as const
    const { sessions } = attend(given.map(([id, start]) => sessionOf({ id, start_time: at(start) })))

    expect(sessions.map(({ id }) => id)).toEqual(['d', 'c', 'B', 'a', 'b'])
  })

  test.each<[(string | null)[], (string | null)[]]>([
    [
      ['Bo', null, 'Émile', 'ana', 'Emil', 'Ana', 'Zoe'],
      ['ana', 'Ana', 'Bo', 'Emil', 'Émile', 'Zoe', null],
    ],
    [
      ['z', null],
      ['z', null],
    ],
    [
      [null, 'z'],
      ['z', null],
    ],
    [
      ['a\u00ad', 'a'],
      ['a', 'a\u00ad'],
    ],
    [
      ['a', 'a\u00ad'],
      ['a', 'a\u00ad'],
    ],
  ])('of the people %j is that of a dictionary, and then of their characters: %j', (names, sorted) => {
    const { people } = attend(
      [sessionOf()],
      names.map((name) => memberOf({ name })),
    )
    expect(people.map(({ name }) => name)).toEqual(sorted)
  })
})

// The clock of the service is used before that of this machine.
test.each<[string, Partial<SessionTimes>, Partial<MemberTimes>, number]>([
  ['who left stayed until then, whatever the duration is', {}, { duration: 60 }, 600],
  ['who has not left stayed as long as the service says', {}, { leave_time: null, duration: 60 }, 60],
  ['without both stayed until the session ended', {}, { leave_time: null }, 3600],
  ['without both has stayed until now', { end_time: null }, { leave_time: null, join_time: at('11:59') }, 60],
  ['joined late, and counts from then', {}, { join_time: at('09:08') }, 120],
  ['who came before the start counts from the start', {}, { join_time: at('08:00') }, 600],
  ['who left after the end counts until the end', {}, { leave_time: at('11:00') }, 3600],
])('a member %s', (_, session, member, seconds) => {
  const { people } = attend([sessionOf(session)], [memberOf(member)])
  expect(people.map((each) => each.seconds)).toEqual([seconds])
})

test('a member who has not joined was not there', () => {
  expect(attend([sessionOf()], [memberOf({ join_time: null } as unknown as Partial<MemberTimes>)]).people).toEqual([])
})
