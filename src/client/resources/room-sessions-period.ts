import type { RoomSession } from '../../generated/types.js'
import { startsWithDate } from '../../text/calendar-date.js'
import type { ParameterIssue } from '../errors/parameter-error.js'
import type { Select } from '../paging/page.js'
import { toIssue } from '../parameters.js'

/** Which sessions of a list are wanted, by the time they started, or were created if they never started. */
export interface PeriodOptions {
  /** Sessions from this time on. A date such as `2026-10-01` begins in UTC; a time needs `Z` or an offset. */
  since?: Date | string | undefined
  /** Sessions before this time, which is not included. */
  until?: Date | string | undefined
  /**
   * Stops reading once no later page can have a session of the period. It relies on sessions being listed newest first and starting within a
   * day of their creation, which the service does not document: a list that contradicts it is a `PaginationError`.
   *
   * @default false
   */
  assumeNewestFirst?: boolean | undefined
}

/** Names of `PeriodOptions`. */
export const periodOptions = ['since', 'until', 'assumeNewestFirst']

const dayMs = 86_400_000

/** The options of a period that have a wrong value. */
export function findPeriodIssues(options: PeriodOptions): ParameterIssue[] {
  return (['since', 'until'] as const)
    .filter((name) => Number.isNaN(toTime(options[name], 0)))
    .map((name) => toIssue(name, 'option', 'a Date, a date or a time with its offset', options[name]))
}

/** Creates the function that leaves the sessions of other periods out of a page; `undefined` if all are wanted. */
export function createSelect(options: PeriodOptions): Select<RoomSession> | undefined {
  const { since: from, until: to, assumeNewestFirst = false } = options
  if (from === undefined && to === undefined) return undefined
  const [since, until] = [toTime(from, -Infinity), toTime(to, Infinity)]
  return (sessions, latest = Infinity) => {
    let oldest = latest
    let isOrdered = true
    for (const { created_at, start_time } of assumeNewestFirst ? sessions : []) {
      const created = Date.parse(created_at)
      isOrdered &&= !(created > oldest) && !(Date.parse(start_time ?? created_at) > created + dayMs)
      if (created < oldest) oldest = created
    }
    return {
      // A session whose time cannot be read is not left out.
      data: sessions.filter(({ created_at, start_time }) => {
        const time = Date.parse(start_time ?? created_at)
        return !(time < since) && !(time >= until)
      }),
      oldest,
      isLast: oldest < since - dayMs,
      ...(!isOrdered && { contradiction: 'the sessions are not listed newest first, see assumeNewestFirst' }),
    }
  }
}

/** Milliseconds since 1970; NaN for what is neither a time with its offset nor a date. */
function toTime(value: unknown, absent: number): number {
  if (value === undefined) return absent
  if (value instanceof Date) return value.getTime()
  const text = String(value)
  const isTime = /^[\d-]{10}(T\S+(Z|[+-]\d\d:?\d\d))?$/i.test(text) && startsWithDate(text)
  return isTime ? Date.parse(text) : Number.NaN
}
