import { groupBy } from '../../text/group-by.js'
import { countOf, pluralOf } from '../../text/plural.js'
import { type TimeZone, toDateAndClock } from '../reading/time-zone.js'
import { showMinutes } from '../room-sessions-report/report-data.js'
import type { Attendance, AttendedSession, Person, Presence } from './attendance.js'
import { toPresence } from './attendance.js'

/** Everything that an attendance list shows, in all formats. */
export interface AttendanceList extends Attendance {
  readonly timeZone: TimeZone
  /** Times in RFC 3339; null where the period has no limit. */
  readonly period: { readonly since: string | null; readonly until: string | null }
  /**
   * Share of a session that a person must attend to count as present, in hundredths of a percent; undefined without `--at-least`.
   */
  readonly atLeast: number | undefined
}

const none = '(none)'

/** The name to show for a person; `(none)` stands for all members without a name. */
export const showName = ({ name }: Pick<Person, 'name'>): string => name ?? none

/** The minutes in which a person shared a screen, as text; `-` if there were no such minutes. */
export const showScreen = ({ screenSeconds }: Pick<Person, 'screenSeconds'>): string =>
  screenSeconds > 0 ? showMinutes(screenSeconds) : '-'

/** The presence of a person in a session; undefined without `--at-least`, and for members without a name, who may be anyone. */
export const presenceOf = (
  { atLeast }: AttendanceList,
  { name, visits }: Person,
  session: AttendedSession,
): Presence | undefined =>
  atLeast === undefined || name === null ? undefined : toPresence(visits.get(session.id), session, atLeast)

/** Counts each presence; undefined if no presence is known. */
export function countPresences(
  presences: readonly (Presence | undefined)[],
): Readonly<Record<Presence, number>> | undefined {
  const known = presences.filter((presence) => presence !== undefined)
  if (known.length === 0) return undefined
  const count = (wanted: Presence) => known.filter((presence) => presence === wanted).length
  return { present: count('present'), partial: count('partial'), absent: count('absent') }
}

/** Counts the sessions in which a person was present, partly there, and absent; undefined without `--at-least`. */
export const countOfPerson = (list: AttendanceList, person: Person) =>
  countPresences(list.sessions.map((session) => presenceOf(list, person, session)))

/** Counts the people who were present in a session, partly there, and absent; undefined without `--at-least`. */
export const countOfSession = (list: AttendanceList, session: AttendedSession) =>
  countPresences(list.people.map((person) => presenceOf(list, person, session)))

/** Formats hundredths of a percent: `75 %`. */
export const showPercent = (hundredths: number): string => `${hundredths / 100} %`

/** The share of a session that a person attended, such as `75 %`; `-` for a session without length. */
export const showShare = (seconds: number, session: AttendedSession): string =>
  session.seconds === 0 ? '-' : `${Math.floor((seconds * 100) / session.seconds)} %`

/**
 * A unique title for each session: its date, with the room and the time of day if sessions would otherwise have the same title.
 */
export function toSessionTitles({ sessions, timeZone }: Pick<AttendanceList, 'sessions' | 'timeZone'>): string[] {
  const hasRooms = new Set(sessions.map(({ room }) => room)).size > 1
  const withRoom = (title: string, { room }: AttendedSession) => (hasRooms ? `${title} ${room ?? none}` : title)
  const dates = sessions.map((session) => withRoom(timeZone.at(session.span.from).date, session))
  const days = groupBy(dates, (title) => title)
  const times = sessions.map((session, index) => {
    const title = dates[index] ?? ''
    return days.get(title)?.length === 1 ? title : withRoom(toDateAndClock(timeZone, session.span.from), session)
  })
  const seen = new Map<string, number>()
  return times.map((title) => {
    const count = (seen.get(title) ?? 0) + 1
    seen.set(title, count)
    return count === 1 ? title : `${title} (${count})`
  })
}

/** Sentences that a reader needs to understand the numbers. */
export function toRemarks(list: AttendanceList): string[] {
  const { sessions, people, notStarted, reversed, atLeast, timeZone } = list
  const inProgress = sessions.filter(({ isInProgress }) => isInProgress).length
  const repeated = people.filter(({ overlapSeconds }) => overlapSeconds > 0).length
  return [
    ...(atLeast === undefined
      ? []
      : [`Present means at least ${showPercent(atLeast)} of the session, partial less than that, absent not at all.`]),
    ...(inProgress > 0
      ? [`${countOf(inProgress, 'session is', 'sessions are')} in progress: minutes are those so far.`]
      : []),
    ...(notStarted > 0
      ? [
          `${countOf(notStarted, 'session has', 'sessions have')} not started and ${pluralOf(notStarted, 'is', 'are')} left out.`,
        ]
      : []),
    ...(people.some(({ screenSeconds }) => screenSeconds > 0)
      ? [
          'A member named "NAME (screen)" is the screen that NAME shared: it has minutes of its own, which do not count as attendance.',
        ]
      : []),
    ...(repeated > 0
      ? [
          `${countOf(repeated, 'name was', 'names were')} in a session more than once at the same time: a second device, a screen share, or two people with one name. That time counts once.`,
        ]
      : []),
    ...(people.some(({ name }) => name === null)
      ? [`${none} stands for all members without a name together: who they are is not known.`]
      : []),
    ...(reversed > 0
      ? [`${countOf(reversed, 'member')} left before joining, and ${pluralOf(reversed, 'counts', 'count')} 0 minutes.`]
      : []),
    `People are distinguished by their names. Dates are those on which the sessions started, in the time zone ${timeZone.name}.`,
  ]
}
