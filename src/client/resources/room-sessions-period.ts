import type { RoomSession } from '../../generated/types.js'
import { startsWithDate } from '../../text/calendar-date.js'
import type { Select } from '../paging/page.js'
import type { InvalidOption, Selection } from '../reader.js'

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

const dayMs = 86_400_000

/** What leaves the sessions of other periods out of a list, and what is wrong with the options. */
export const toSelection = (options: PeriodOptions): Selection<RoomSession> => ({
  invalid: findInvalid(options),
  select: createSelect(options),
})

function findInvalid(options: PeriodOptions): InvalidOption[] {
  return (['since', 'until'] as const)
    .filter((name) => Number.isNaN(toTime(options[name], 0)))
    .map((name) => ({ name, expected: 'a Date, a date or a time with its offset', value: options[name] }))
}

/** Creates the function that leaves the sessions of other periods out of a page. */
function createSelect({ since: from, until: to, assumeNewestFirst = false }: PeriodOptions): Select<RoomSession> {
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
