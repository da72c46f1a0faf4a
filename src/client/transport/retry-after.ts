// RFC 9110, 5.6.7: IMF-fixdate, and the obsolete rfc850-date and asctime-date, which a recipient has to read, too.
const httpDate =
  /^[A-Z][a-z]+(, \d\d( [A-Z][a-z]{2} \d{4}|-[A-Z][a-z]{2}-\d\d) \d\d:\d\d:\d\d GMT| [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})$/

/** Parses an HTTP date into milliseconds since 1970; NaN for anything else. */
function parseDate(text: string): number {
  // An asctime-date is in GMT without saying so.
  return httpDate.test(text) ? Date.parse(text.replace(/\d{4}$/, '$& GMT')) : Number.NaN
}

/**
 * Reads a `Retry-After` header (RFC 9110, 10.2.3) and returns the delay in milliseconds; 0 for a date in the past.
 * Accepts whole seconds and HTTP dates; returns `undefined` for anything else.
 */
export function parseRetryAfter(value: string, now: number): number | undefined {
  // Infinity is null in JSON.
  if (/^\d+$/.test(value)) return Math.min(Number(value) * 1000, Number.MAX_SAFE_INTEGER)
  const date = parseDate(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/**
 * Returns the delay that a response asks for. A date is compared with the `Date` header if that is valid, so that wrong clocks do
 * not matter; otherwise with `now`.
 */
export function findRetryAfter(headers: { get(name: string): string | null }, now: number): number | undefined {
  // Some `fetch` leaves white space at the end of a value.
  const read = (name: string) => headers.get(name)?.trim() ?? ''
  return parseRetryAfter(read('retry-after'), parseDate(read('date')) || now)
}
