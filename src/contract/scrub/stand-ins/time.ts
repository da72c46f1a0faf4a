// RFC 3339, 5.6, with the blank that some write for the T.
const dateTime = /^(\d{4}-\d\d-\d\d)([Tt ])(\d\d:\d\d:\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/
const date = /^\d{4}-\d\d-\d\d$/

/** Whether a text has the form of an RFC 3339 date or date-time. */
export const isTime = (text: string): boolean => date.test(text) || dateTime.test(text)

/** Where the first time seen is moved to; all others keep their distance to it. */
const epoch = Date.UTC(2024, 0, 1)

/** Times of other years say "never" or "not yet" (0001-01-01, 9999-12-31), and keep no distance to anything. */
const isOrdinary = (year: number) => year >= 1900 && year < 3000

/**
 * A function that moves the times of one recording session together, so that before stays before and an hour an hour.
 *
 * It returns `undefined` for what is no RFC 3339 date or date-time. Times that are far off become one and the same. Fractions of a second become zeros; the form stays.
 */
export function createTimeShift(): (text: string) => string | undefined {
  let shift: number | undefined
  const move = (wall: string) => {
    const time = Date.parse(`${wall}Z`)
    // A day or an hour that does not exist is rolled over or refused by Date: then it is no time.
    if (Number.isNaN(time) || toText(time) !== wall) return undefined
    if (!isOrdinary(new Date(time).getUTCFullYear())) return toText(epoch)
    shift ??= epoch - time
    return toText(isOrdinary(new Date(time + shift).getUTCFullYear()) ? time + shift : epoch)
  }
  return (text) => {
    if (date.test(text)) return move(`${text}T00:00:00`)?.slice(0, 10)
    const [, day, separator, time, fraction = '', zone] = dateTime.exec(text) ?? []
    if (zone === undefined) return undefined
    const moved = move(`${day}T${time}`)
    return moved && `${moved.slice(0, 10)}${separator}${moved.slice(11)}${fraction.replace(/\d/g, '0')}${zone}`
  }
}

const toText = (time: number) => new Date(time).toISOString().slice(0, 19)
