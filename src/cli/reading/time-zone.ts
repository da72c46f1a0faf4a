import { startsWithDate } from '../../text/calendar-date.js'

/** A moment on the calendar and the clock of a time zone. */
export interface LocalTime {
  /** Such as `2026-10-05`. */
  readonly date: string
  /** From 0 to 23. */
  readonly hour: number
  readonly minute: number
  /** From 1 (Monday) to 7, as in ISO 8601. */
  readonly weekday: number
}

/** The calendar of a time zone. */
export interface TimeZone {
  readonly name: string
  /** The local time of a moment, in milliseconds since 1970. */
  at(time: number): LocalTime
  /**
   * The start of a date such as `2026-10-05`, or the moment of a local time such as `2026-10-05T09:30`, in milliseconds since
   * 1970; NaN for any other text. If the clocks show a time twice, it is the first moment. A time that they skip counts as if
   * they had not changed yet: 02:30 becomes 03:30.
   */
  timeOf(local: string): number
}

const quarterMs = 15 * 60_000
/** Milliseconds of a day without a change of the clocks. */
export const dayMs = 86_400_000

/**
 * Creates the calendar of a time zone of the IANA database.
 *
 * @throws {RangeError} if there is no such time zone
 */
export function createTimeZone(name: string): TimeZone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  })
  /** Milliseconds that the local time is ahead of UTC, at the beginning of a quarter of an hour. */
  const offsetAt = (time: number): number => {
    const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]))
    const { year, month, day, hour, minute } = parts
    return Date.parse(`${year}-${month}-${day}T${hour}:${minute}Z`) - time
  }
  // Formatting is slow, and offsets change at full quarters of an hour only.
  const offsets = new Map<number, number>()
  const offsetOf = (time: number): number => {
    const quarter = Math.floor(time / quarterMs) * quarterMs
    const known = offsets.get(quarter) ?? offsetAt(quarter)
    if (offsets.size > maxOffsets) offsets.clear()
    offsets.set(quarter, known)
    return known
  }
  return {
    name: format.resolvedOptions().timeZone,
    at: (time) => {
      const local = new Date(time + offsetOf(time))
      return {
        date: local.toISOString().slice(0, 10),
        hour: local.getUTCHours(),
        minute: local.getUTCMinutes(),
        weekday: local.getUTCDay() || 7,
      }
    },
    timeOf: (local) => {
      const utc = parseLocal(local)
      if (Number.isNaN(utc)) return Number.NaN
      // The offset before and the one after a change of the clocks.
      const candidates = [offsetOf(utc - dayMs), offsetOf(utc + dayMs)].map((offset) => utc - offset)
      const exact = candidates.filter((time) => time + offsetOf(time) === utc)
      return exact.length > 0 ? Math.min(...exact) : Math.max(...candidates)
    },
  }
}

/** Maximum number of offsets that are kept, enough for almost three years. */
const maxOffsets = 100_000

/** A date or a local time as if it were in UTC; NaN for any other text. */
function parseLocal(text: string): number {
  const [, date, time] = /^(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?$/.exec(text) ?? []
  return date && startsWithDate(date) ? Date.parse(`${date}T${time ?? '00:00'}Z`) : Number.NaN
}

const two = (number: number) => String(number).padStart(2, '0')

/** The time of day of a moment: `09:30`. */
export function toClock(zone: TimeZone, time: number): string {
  const { hour, minute } = zone.at(time)
  return `${two(hour)}:${two(minute)}`
}

/** A moment as `2026-10-05 09:30`. */
export const toDateAndClock = (zone: TimeZone, time: number): string => `${zone.at(time).date} ${toClock(zone, time)}`

/** The ISO 8601 week of a date: `2026-W41`. Its year is that of the week's Thursday. */
export function toWeek(date: string): string {
  const day = new Date(date)
  const thursday = new Date(day.getTime() + (4 - (day.getUTCDay() || 7)) * dayMs)
  const year = thursday.getUTCFullYear()
  const week = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / dayMs / 7)
  return `${year}-W${String(week).padStart(2, '0')}`
}
