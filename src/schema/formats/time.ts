const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** `full-date` of RFC 3339, 5.6. */
export function isDate(text: string): boolean {
  return text.length === 10 && isDateAt(text, 0)
}

/** `full-time` of RFC 3339, 5.6. Second 60 is allowed only at the end of a day in UTC. */
export function isTime(text: string): boolean {
  return isTimeAt(text, 0)
}

/** `date-time` of RFC 3339, 5.6. */
export function isDateTime(text: string): boolean {
  return (text.charCodeAt(10) | 32) === 116 && isDateAt(text, 0) && isTimeAt(text, 11)
}

function isDateAt(text: string, start: number): boolean {
  if (text.charCodeAt(start + 4) !== 45 || text.charCodeAt(start + 7) !== 45) return false
  const century = twoDigits(text, start)
  const year = twoDigits(text, start + 2)
  const month = twoDigits(text, start + 5)
  const day = twoDigits(text, start + 8)
  if (century < 0 || year < 0 || month < 1 || month > 12 || day < 1) return false
  const isLeapYear = year % 4 === 0 && (year !== 0 || century % 4 === 0)
  return day <= (month === 2 && isLeapYear ? 29 : (daysInMonth[month - 1] ?? 0))
}

function isTimeAt(text: string, start: number): boolean {
  if (text.charCodeAt(start + 2) !== 58 || text.charCodeAt(start + 5) !== 58) return false
  const hour = twoDigits(text, start)
  const minute = twoDigits(text, start + 3)
  const second = twoDigits(text, start + 6)
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

/** The number that two digits write, or -1 if there are no digits. */
function twoDigits(text: string, start: number): number {
  const tens = text.charCodeAt(start)
  const ones = text.charCodeAt(start + 1)
  return isDigit(tens) && isDigit(ones) ? (tens - 48) * 10 + ones - 48 : -1
}

function isZ(unit: number): boolean {
  return (unit | 32) === 122
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57
}

/** Index after `.` and its digits; `start` without a `.`, and the end of the text for a `.` without digits. */
function endOfFraction(text: string, start: number): number {
  if (text.charCodeAt(start) !== 46) return start
  let index = start + 1
  while (isDigit(text.charCodeAt(index))) index++
  return index === start + 1 ? text.length : index
}

function offsetMinutes(text: string, start: number): number | undefined {
  const sign = text.charCodeAt(start)
  if (isZ(sign)) return text.length === start + 1 ? 0 : undefined
  if ((sign !== 43 && sign !== 45) || text.length !== start + 6 || text.charCodeAt(start + 3) !== 58) return undefined
  const hour = twoDigits(text, start + 1)
  const minute = twoDigits(text, start + 4)
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return undefined
  return (sign === 43 ? 1 : -1) * (hour * 60 + minute)
}
