import type { Reply, ReplyHeaders } from './send.js'

// RFC 9110, 5.6.7: IMF-fixdate, and the obsolete rfc850-date and asctime-date, which a recipient also has to accept.
const httpDate =
  /^[A-Z][a-z]+(, \d\d( [A-Z][a-z]{2} \d{4}|-[A-Z][a-z]{2}-\d\d) \d\d:\d\d:\d\d GMT| [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})$/

const isNumber = (value: string) => /^\d+(\.\d+)?$/.test(value)

/** Parses an HTTP date into milliseconds since 1970; NaN for anything else. */
function parseDate(text: string): number {
  // An asctime-date does not say so, but is in GMT.
  return httpDate.test(text) ? Date.parse(text.replace(/\d{4}$/, '$& GMT')) : Number.NaN
}

/**
 * Reads a `Retry-After` header (RFC 9110, 10.2.3) and returns the delay in milliseconds; 0 for a date in the past. Accepts
 * seconds, rounding a fraction up, and HTTP dates; returns `undefined` for anything else.
 */
export function parseRetryAfter(value: string, now: number): number | undefined {
  // A finite number, because Infinity would become null in JSON.
  if (isNumber(value)) return Math.min(Math.ceil(Number(value)) * 1000, Number.MAX_SAFE_INTEGER)
  const date = parseDate(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

// From the first limit on, a number is a time in seconds since 1970, not a delay; from the second limit on, a time in
// milliseconds.
const [minSecondsOfDay, minMillisecondsOfDay] = [1e9, 1e12]

/**
 * Reads a `RateLimit-Reset` or `X-RateLimit-Reset` header: a delay in seconds, or a time since 1970 in seconds or milliseconds.
 * Returns the delay in milliseconds.
 */
function parseReset(value: string, now: number): number | undefined {
  if (!isNumber(value)) return undefined
  const number = Number(value)
  if (number < minSecondsOfDay) return Math.ceil(number) * 1000
  return Math.max(0, (number < minMillisecondsOfDay ? number * 1000 : number) - now)
}

/**
 * Returns the delay that a response asks for, in milliseconds: in `retry-after-ms`, in `Retry-After` or, for a 429, in the
 * headers that say when the rate limit is reset. A date is compared with the `Date` header if that is valid, so that wrong clocks
 * do not matter; otherwise with `now`.
 */
export function findRetryAfter(
  { status, headers }: Pick<Reply, 'status'> & { headers: Pick<ReplyHeaders, 'get'> },
  now: number,
): number | undefined {
  // Some implementations of `fetch` leave white space at the end of a value.
  const read = (name: string) => headers.get(name)?.trim() ?? ''
  const serverNow = parseDate(read('date')) || now
  const ms = read('retry-after-ms')
  if (isNumber(ms)) return Math.min(Math.ceil(Number(ms)), Number.MAX_SAFE_INTEGER)
  const reset = () => parseReset(read('ratelimit-reset') || read('x-ratelimit-reset'), serverNow)
  return parseRetryAfter(read('retry-after'), serverNow) ?? (status === 429 ? reset() : undefined)
}
