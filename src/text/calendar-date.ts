/**
 * True if the first ten characters are a date that exists, such as `2026-02-28`. `Date.parse` does not check this: it reads the
 * 31st of a short month as a day of the next month.
 */
export function startsWithDate(text: string): boolean {
  const date = text.slice(0, 'YYYY-MM-DD'.length)
  const time = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date)
}
