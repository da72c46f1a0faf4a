import type { RoomSession, RoomSessionMember } from '../../client/index.js'
import { groupBy } from '../../text/group-by.js'
import { CliError } from '../exit.js'
import { toTime } from '../reading/room-session-time.js'
import { type Names, normalizeName } from './names.js'
import { clipSpan, type Span, secondsOf, uniteSpans } from './spans.js'

/** A session whose attendance is known. */
export interface AttendedSession {
  readonly id: string
  readonly room: string | null
  /** From the start of the session to its end, or to now if it is in progress. */
  readonly span: Span
  readonly seconds: number
  readonly isInProgress: boolean
}

/** Whether a person attended a session for at least the share of `--at-least`, for less of it, or not at all. */
export type Presence = 'present' | 'partial' | 'absent'

/** When a person was in a session. */
export interface Visit {
  readonly spans: readonly Span[]
  /** When the same name was in the session more than once at the same time. */
  readonly overlaps: readonly Span[]
  /** When the person shared a screen. */
  readonly screens: readonly Span[]
  readonly seconds: number
  readonly overlapSeconds: number
  readonly screenSeconds: number
}

/** A person, or all members without a name. */
export interface Person {
  /** Null for members without a name. */
  readonly name: string | null
  /** Visits by the id of the session. */
  readonly visits: ReadonlyMap<string, Visit>
  readonly seconds: number
  readonly overlapSeconds: number
  readonly screenSeconds: number
}

/** Who was in which session, and for how long. */
export interface Attendance {
  /** In the order of time. */
  readonly sessions: readonly AttendedSession[]
  /** In the order of their names; members without a name are last. */
  readonly people: readonly Person[]
  /** Number of sessions that have not started. */
  readonly notStarted: number
  /** Number of memberships that end before they begin, and count as 0 seconds. */
  readonly reversed: number
}

/** The properties of a session that are read. */
export type SessionTimes = Pick<RoomSession, 'id' | 'name' | 'status' | 'start_time' | 'end_time' | 'duration'>
/** The properties of a member that are read. */
export type MemberTimes = Pick<RoomSessionMember, 'id' | 'name' | 'join_time' | 'leave_time' | 'duration'>

interface Options {
  readonly names: Names
  /** Milliseconds since 1970. This is the end of a session or membership that has neither an end nor a duration. */
  readonly now: number
}

/** Creates an object that collects the attendance of sessions. Its memory grows with the number of visits. */
export function createAttendance({ names, now }: Options) {
  const sessions = new Map<string, AttendedSession>()
  const people = new Map<string | null, Map<string, Visit>>()
  let [notStarted, reversed] = [0, 0]
  return {
    add(session: SessionTimes, members: readonly MemberTimes[]) {
      const span = toSessionSpan(session, now)
      if (!span) {
        notStarted += 1
        return
      }
      const { id, name: room, status } = session
      sessions.set(id, { id, room, span, seconds: secondsOf([span]), isInProgress: status === 'in-progress' })
      const found = members.flatMap((member) => {
        const stay = toMemberSpan(member, session.end_time ? span.to : undefined, now)
        if (!stay) return []
        if (stay.to < stay.from) reversed += 1
        return [{ ...toPerson(member.name, names), span: clipSpan(stay, span) }]
      })
      for (const [name, memberships] of groupBy(found, (each) => each.name)) {
        const visits = people.get(name) ?? new Map<string, Visit>()
        people.set(name, visits.set(id, toVisit(memberships, name !== null)))
      }
    },
    result: (): Attendance => ({
      sessions: [...sessions.values()].sort((a, b) => a.span.from - b.span.from || compareTexts(a.id, b.id)),
      people: [...people].map(([name, visits]) => toTotals(name, visits)).sort(byName),
      ...{ notStarted, reversed },
    }),
  }
}

function toVisit(memberships: readonly { isScreen: boolean; span: Span }[], isPerson: boolean): Visit {
  const spansOf = (isScreen: boolean) =>
    memberships.filter((each) => each.isScreen === isScreen).map(({ span }) => span)
  const { spans, overlaps } = uniteSpans(spansOf(false))
  const screens = uniteSpans(spansOf(true)).spans
  const counted = isPerson ? overlaps : []
  return {
    ...{ spans, overlaps: counted, screens },
    seconds: secondsOf(spans),
    overlapSeconds: secondsOf(counted),
    screenSeconds: secondsOf(screens),
  }
}

function toTotals(name: string | null, visits: ReadonlyMap<string, Visit>): Person {
  const sum = (secondsOf: (visit: Visit) => number) =>
    [...visits.values()].reduce((total, visit) => total + secondsOf(visit), 0)
  return {
    ...{ name, visits },
    seconds: sum(({ seconds }) => seconds),
    overlapSeconds: sum(({ overlapSeconds }) => overlapSeconds),
    screenSeconds: sum(({ screenSeconds }) => screenSeconds),
  }
}

const screenSuffix = '(screen)'

/** The person that a member stands for. A member named `NAME (screen)` is the screen that NAME shares. */
function toPerson(text: string | null, names: Names): { name: string | null; isScreen: boolean } {
  const name = normalizeName(text ?? '')
  const own = name.slice(0, -screenSuffix.length).trimEnd()
  if (own !== '' && name.slice(-screenSuffix.length).toLowerCase() === screenSuffix)
    return { name: names.nameOf(own), isScreen: true }
  return { name: name === '' ? null : names.nameOf(name), isScreen: false }
}

/** The time from the start of a session to its end, or to now; undefined if it has not started. */
function toSessionSpan({ id, start_time, end_time, duration }: SessionTimes, now: number): Span | undefined {
  const from = toTime(id, 'start_time', start_time)
  if (from === undefined) return undefined
  const to = toTime(id, 'end_time', end_time) ?? from + (toMilliseconds(id, duration) ?? Math.max(0, now - from))
  return { from, to: Math.max(from, to) }
}

/**
 * When a member was in a session; undefined if the member has not joined. The service sends when a member left, or how long the
 * member has been there so far. Both come from the clock of the service, so they are used before the clock of this machine.
 */
function toMemberSpan(
  { id, join_time, leave_time, duration }: MemberTimes,
  sessionEnd: number | undefined,
  now: number,
): Span | undefined {
  const from = toTime(id, 'join_time', join_time)
  if (from === undefined) return undefined
  const left = toTime(id, 'leave_time', leave_time)
  if (left !== undefined) return { from, to: left }
  const lasted = toMilliseconds(id, duration)
  return { from, to: lasted === undefined ? (sessionEnd ?? Math.max(from, now)) : from + lasted }
}

/**
 * Converts a duration to milliseconds; undefined if it is missing.
 *
 * @throws {CliError} for anything but a number of seconds or null
 */
function toMilliseconds(id: string, duration: unknown): number | undefined {
  if (duration === null || duration === undefined) return undefined
  if (typeof duration === 'number' && Number.isFinite(duration) && duration >= 0) return duration * 1000
  throw new CliError(`${id}: duration: expected a number of seconds, received ${JSON.stringify(duration)}`, {
    exitCode: 1,
  })
}

/**
 * The presence of a person in a session. All numbers are whole, so that nothing is rounded.
 *
 * @param atLeast share of the session that counts as present, in hundredths of a percent
 */
export function toPresence(visit: Visit | undefined, session: AttendedSession, atLeast: number): Presence {
  if (!visit || visit.seconds === 0) return 'absent'
  return visit.seconds * 10_000 >= atLeast * session.seconds ? 'present' : 'partial'
}

const collator = new Intl.Collator('en')
const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function byName({ name: a }: Person, { name: b }: Person): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return collator.compare(a, b) || compareTexts(a, b)
}
