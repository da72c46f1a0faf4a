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
  /** When a date such as `2026-10-05` begins, in milliseconds since 1970; NaN if there is no such date. */
  startOf(date: string): number
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
  /** Milliseconds that the local time is ahead of UTC, at the begin of a quarter of an hour. */
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
    startOf: (date) => {
      const utc = Date.parse(date)
      if (!isDate(date, utc)) return Number.NaN
      // The offset before and the one after the change of the clocks; of two midnights the first one counts.
      const candidates = [offsetOf(utc - dayMs), offsetOf(utc + dayMs)].map((offset) => utc - offset)
      const exact = candidates.filter((time) => time + offsetOf(time) === utc)
      // Where midnight is skipped, the day begins with the change: at midnight by the earlier offset.
      return exact.length > 0 ? Math.min(...exact) : Math.max(...candidates)
    },
  }
}

/** Limit for the offsets that are kept: those of some three years. */
const maxOffsets = 100_000

function isDate(text: string, time: number): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** The ISO 8601 week of a date: `2026-W41`. Its year is that of the week's Thursday. */
export function toWeek(date: string): string {
  const day = new Date(date)
  const thursday = new Date(day.getTime() + (4 - (day.getUTCDay() || 7)) * dayMs)
  const year = thursday.getUTCFullYear()
  const week = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / dayMs / 7)
  return `${year}-W${String(week).padStart(2, '0')}`
}
