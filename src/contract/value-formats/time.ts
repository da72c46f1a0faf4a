const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** `full-date` of RFC 3339, 5.6. */
export function isDate(text: string): boolean {
  return text.length === 10 && isDateAt(text, 0)
}

/** `full-time` of RFC 3339, 5.6: a leap second only at the end of a UTC day, whatever the offset. */
export function isTime(text: string): boolean {
  return isTimeAt(text, 0)
}

/** `date-time` of RFC 3339, 5.6. */
export function isDateTime(text: string): boolean {
  const separator = text.charCodeAt(10)
  return (separator === 84 || separator === 116) && isDateAt(text, 0) && isTimeAt(text, 11)
}

function isDateAt(text: string, start: number): boolean {
  if (text.charCodeAt(start + 4) !== 45 || text.charCodeAt(start + 7) !== 45) return false
  const year = digitsAt(text, start, 4)
  const month = digitsAt(text, start + 5, 2)
  const day = digitsAt(text, start + 8, 2)
  if (year < 0 || month < 1 || month > 12 || day < 1) return false
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day <= (month === 2 && isLeapYear ? 29 : (daysInMonth[month - 1] ?? 0))
}

function isTimeAt(text: string, start: number): boolean {
  if (text.charCodeAt(start + 2) !== 58 || text.charCodeAt(start + 5) !== 58) return false
  const hour = digitsAt(text, start, 2)
  const minute = digitsAt(text, start + 3, 2)
  const second = digitsAt(text, start + 6, 2)
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return false
  const offset = offsetMinutes(text, endOfFraction(text, start + 8))
  if (offset === undefined) return false
  return second < 60 || (((hour * 60 + minute - offset) % 1440) + 1440) % 1440 === 1439
}

/** `duration` of RFC 3339, appendix A. */
export function isDuration(text: string): boolean {
  return duration.test(text)
}

const time = 'T(?:\\d+H(?:\\d+M(?:\\d+S)?)?|\\d+M(?:\\d+S)?|\\d+S)'
const date = '(?:\\d+Y(?:\\d+M(?:\\d+D)?)?|\\d+M(?:\\d+D)?|\\d+D)'
const duration = new RegExp(`^P(?:${date}(?:${time})?|${time}|\\d+W)$`)

/** The number that `count` digits write, -1 when they are none. */
function digitsAt(text: string, start: number, count: number): number {
  let value = 0
  for (let index = start; index < start + count; index++) {
    const digit = text.charCodeAt(index) - 48
    if (!(digit >= 0 && digit <= 9)) return -1
    value = value * 10 + digit
  }
  return value
}

/** Index after `.` and its digits, which must be some; `start` itself when there is no `.`. */
function endOfFraction(text: string, start: number): number {
  if (text.charCodeAt(start) !== 46) return start
  let index = start + 1
  while (digitsAt(text, index, 1) >= 0) index++
  return index === start + 1 ? text.length : index
}

function offsetMinutes(text: string, start: number): number | undefined {
  const sign = text.charCodeAt(start)
  if (sign === 90 || sign === 122) return text.length === start + 1 ? 0 : undefined
  if ((sign !== 43 && sign !== 45) || text.length !== start + 6 || text.charCodeAt(start + 3) !== 58) return undefined
  const hour = digitsAt(text, start + 1, 2)
  const minute = digitsAt(text, start + 4, 2)
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return undefined
  return (sign === 43 ? 1 : -1) * (hour * 60 + minute)
}
