import type { operations } from '../../generated/types.js'
import { startsWithDate } from '../../text/calendar-date.js'
import type { Mistake } from '../refusal.js'

/** The filters by time of the list of logs. */
export type LogFilter = {
  readonly [Name in keyof NonNullable<operations['list_logs']['parameters']['query']> & `created_${string}`]:
    | string
    | undefined
}

/** Times from `from` (included) to `before` (not included), in seconds since 1970. */
export interface TimeRange {
  readonly from: number
  readonly before: number
}

const daySeconds = 86_400

/**
 * Returns the times that match all filters, or what is wrong with the filters.
 *
 * The sandbox's own choice: dates are in UTC; a date in `created_after` excludes that day; a time in `created_on` selects the
 * logs of that second.
 */
export function parseLogFilter(filter: LogFilter): TimeRange | { readonly mistakes: readonly Mistake[] } {
  const mistakes: Mistake[] = []
  const parse = (attribute: keyof LogFilter): TimeRange | undefined => {
    const text = filter[attribute]
    if (text === undefined) return undefined
    const range = parseMoment(text)
    if (!range) mistakes.push({ attribute, code: 'invalid_parameter', message: 'must be a date or an ISO 8601 time' })
    return range
  }
  const [before, on, after] = [parse('created_before'), parse('created_on'), parse('created_after')]
  if (mistakes.length > 0) return { mistakes }
  return {
    from: Math.max(on?.from ?? 0, after?.before ?? 0),
    before: Math.min(on?.before ?? Number.POSITIVE_INFINITY, before?.from ?? Number.POSITIVE_INFINITY),
  }
}

const date = /^\d{4}-\d{2}-\d{2}$/
const zone = /(?:Z|[+-]\d{2}:?\d{2})$/i
const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/i

/**
 * Returns the whole day for a date, or the whole second for a time; `undefined` for anything else. A time without a zone is in
 * UTC.
 */
function parseMoment(text: string): TimeRange | undefined {
  const isDate = date.test(text)
  if ((!isDate && !time.test(text)) || !startsWithDate(text)) return undefined
  const milliseconds = Date.parse(isDate || zone.test(text) ? text : `${text}Z`)
  if (Number.isNaN(milliseconds)) return undefined
  const from = Math.floor(milliseconds / 1000)
  return { from, before: from + (isDate ? daySeconds : 1) }
}
