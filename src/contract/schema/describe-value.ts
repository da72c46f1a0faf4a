const maxLength = 100

/** A value as a finding shows it: JSON, cut where it is long; of objects and arrays only their kind and size. */
export function describeValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 1 ? 'an array of 1 item' : `an array of ${value.length} items`
  if (typeof value === 'object' && value !== null) return 'an object'
  if (typeof value === 'string') return JSON.stringify(shorten(value))
  return String(value)
}

/** Values that are allowed, as JSON. */
export function describeChoice(values: readonly unknown[]): string {
  const texts = values.slice(0, 20).map((value) => shorten(JSON.stringify(value)))
  const rest = values.length > texts.length ? [`${values.length - texts.length} more`] : []
  return values.length === 1 ? texts.join('') : `one of ${[...texts, ...rest].join(', ')}`
}

/** At most 100 characters, with a mark where more were. */
export function shorten(text: string): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength)}…`
}

/** `1 item`, `2 items`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`
}

/** Type of a JSON value as JSON Schema names it. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value
}
