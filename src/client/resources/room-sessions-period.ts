import type { RoomSession } from '../../generated/types.js'
import { startsWithDate } from '../../text/calendar-date.js'
import type { Select } from '../paging/page.js'
import type { InvalidOption, Selection } from '../reader.js'

/** Limits a list to sessions that started in a period. For a session that never started, the time of its creation counts. */
export interface PeriodOptions {
  /** Sessions from this time on. A date such as `2026-10-01` begins in UTC; a time needs `Z` or an offset. */
  since?: Date | string | undefined
  /** Sessions before this time, which is not included. */
  until?: Date | string | undefined
  /**
   * Stops reading once no later page can have a session of the period. This assumes that sessions are listed newest first and
   * start within a day of their creation, which the service does not document. A list that contradicts it fails with a
   * `PaginationError`.
   *
   * @default false
   */
  assumeNewestFirst?: boolean | undefined
}

const dayMs = 86_400_000

/** Returns the function that leaves sessions of other periods out of pages, and what is wrong with the options. */
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

/**
 * Returns milliseconds since 1970; NaN for a value that is neither a Date, a time with an offset nor a date; `absent` for no
 * value.
 */
function toTime(value: unknown, absent: number): number {
  if (value === undefined) return absent
  if (value instanceof Date) return value.getTime()
  const text = String(value)
  const isTime = /^[\d-]{10}(T\S+(Z|[+-]\d\d:?\d\d))?$/i.test(text) && startsWithDate(text)
  return isTime ? Date.parse(text) : Number.NaN
}
