export { shorten } from '../text/shorten.js'

/** Type of a JSON value as JSON Schema names it. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value
}
