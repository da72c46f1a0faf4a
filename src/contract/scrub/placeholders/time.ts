// RFC 3339, 5.6, also with a space in place of the T, and without an offset, as many servers write it.
const dateTime = /^(\d{4}-\d\d-\d\d)([Tt ])(\d\d:\d\d:\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d|)$/
const date = /^\d{4}-\d\d-\d\d$/

/** True if a text has the form of an RFC 3339 date or date-time; the offset may be missing. */
export const isTime = (text: string): boolean => date.test(text) || dateTime.test(text)

/** The placeholder of the first time. All other times keep their distance to the first one. */
const epoch = Date.UTC(2024, 0, 1)

/** False for years of times that mean "never" or "not yet" (0001-01-01, 9999-12-31), which are not moved like others. */
const isOrdinary = (year: number) => year >= 1900 && year < 3000

/**
 * Creates a function that moves all times of a recording session by the same distance, so that order and durations stay.
 *
 * The function returns `undefined` for any text that is not a time. All times outside of the years 1900 to 2999
 * become one time, and all leap seconds become another. Fractions of a second become zeros; the form stays.
 */
export function createTimeShift(): (text: string) => string | undefined {
  let shift: number | undefined
  const move = (wall: string) => {
    const time = Date.parse(`${wall}Z`)
    // `Date` rejects a day or an hour that does not exist, or moves it to the next one.
    if (Number.isNaN(time) || toText(time) !== wall) return undefined
    if (!isOrdinary(new Date(time).getUTCFullYear())) return toText(epoch)
    shift ??= epoch - time
    return toText(isOrdinary(new Date(time + shift).getUTCFullYear()) ? time + shift : epoch)
  }
  return (text) => {
    if (date.test(text)) return move(`${text}T00:00:00`)?.slice(0, 10)
    const [, day, separator, time = '', fraction = '', zone] = dateTime.exec(text) ?? []
    if (zone === undefined) return undefined
    const moved = isLeapSecond(time, zone) ? `${leapDay(zone)}T${time}` : move(`${day}T${time}`)
    return moved && `${moved.slice(0, 10)}${separator}${moved.slice(11)}${fraction.replace(/\d/g, '0')}${zone}`
  }
}

/** True for the time of day, in UTC, at which leap seconds are inserted (RFC 3339, appendix D). */
function isLeapSecond(time: string, zone: string): boolean {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  const [, sign = '+', zoneHours = '0', zoneMinutes = '0'] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? []
  const offset = (sign === '-' ? -1 : 1) * (Number(zoneHours) * 60 + Number(zoneMinutes))
  return seconds === 60 && (hours * 60 + minutes - offset + 2 * minutesOfDay) % minutesOfDay === minutesOfDay - 1
}

const minutesOfDay = 24 * 60

/** Returns the day of the leap second in RFC 3339, 5.8. East of Greenwich it happened on the next day. */
const leapDay = (zone: string) => (/^\+(?!00:00)/.test(zone) ? '1991-01-01' : '1990-12-31')

const toText = (time: number) => new Date(time).toISOString().slice(0, 19)
