import type { RoomSession } from '../../client/index.js'
import { type TimeZone, toWeek } from '../reading/time-zone.js'

/** What the sessions of a report can be grouped by. */
export const dimensions = ['room', 'day', 'week', 'month', 'hour', 'status', 'user'] as const
/** One of `dimensions`. */
export type Dimension = (typeof dimensions)[number]

/** True for a dimension whose groups follow each other in time. */
export const isOfTime = (dimension: Dimension | undefined): boolean =>
  dimension !== undefined && ['day', 'week', 'month', 'hour'].includes(dimension)

/** The titles of columns, and the names in JSON and CSV. */
export const dimensionTitles: Readonly<Record<Dimension, string>> = {
  room: 'Room',
  day: 'Day',
  week: 'Week',
  month: 'Month',
  hour: 'Hour',
  status: 'Status',
  user: 'User',
}

const none = '(none)'

/**
 * The time that decides to which day a session belongs: when it started, or was created if it never started. NaN if it cannot be
 * read.
 */
export const timeOf = ({ start_time, created_at }: RoomSession): number => Date.parse(start_time ?? created_at)

/** The group of a session in each dimension but `user`. */
export const groupOf: Readonly<Record<Exclude<Dimension, 'user'>, (session: RoomSession, zone: TimeZone) => string>> = {
  room: ({ name }) => name ?? none,
  status: ({ status }) => status ?? none,
  day: (session, zone) => localDate(session, zone) ?? none,
  month: (session, zone) => localDate(session, zone)?.slice(0, 'YYYY-MM'.length) ?? none,
  week: (session, zone) => {
    const date = localDate(session, zone)
    return date ? toWeek(date) : none
  },
  hour: (session, zone) => {
    const time = timeOf(session)
    return Number.isNaN(time) ? none : `${String(zone.at(time).hour).padStart(2, '0')}:00`
  },
}

function localDate(session: RoomSession, zone: TimeZone): string | undefined {
  const time = timeOf(session)
  return Number.isNaN(time) ? undefined : zone.at(time).date
}

/** The group of a member. */
export const userOf = ({ name }: { readonly name: string | null }): string => name ?? none
