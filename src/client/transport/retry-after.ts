// RFC 9110, 5.6.7: day-name "," SP 2DIGIT SP month SP 4DIGIT SP time-of-day SP "GMT".
const imfFixdate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/**
 * Delay asked for by a `Retry-After` header, in milliseconds; 0 for a date already past.
 *
 * Reads whole seconds and IMF-fixdate (RFC 9110, 10.2.3). The obsolete date forms and anything else give
 * `undefined`, and the caller falls back to its own backoff.
 */
export function parseRetryAfter(value: string, now: number): number | undefined {
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const date = imfFixdate.test(value) ? Date.parse(value) : Number.NaN // and NaN for 99 January
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/**
 * Delay asked for by a response, by its own clock: the `Date` header when it can be read, so that a clock set
 * wrong at either end does not matter; else `now`.
 */
export function findRetryAfter(headers: { get(name: string): string | null }, now: number): number | undefined {
  const date = parseRetryAfter(headers.get('date') ?? '', 0) // milliseconds since 1970
  return parseRetryAfter(headers.get('retry-after') ?? '', date ?? now)
}
