/** Returns the noun for a count: `item` for one, `items` for any other number. */
export function pluralOf(count: number, singular: string, plural = `${singular}s`): string {
  return count === 1 ? singular : plural
}

/** Returns a count with its noun: `1 item`, `2 items`. */
export function countOf(count: number, singular: string, plural?: string): string {
  return `${count} ${pluralOf(count, singular, plural)}`
}
