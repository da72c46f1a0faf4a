import { ExactNumber } from './json/exact-number.js'
import { countOf } from './plural.js'
import { shorten } from './shorten.js'

/**
 * Describes a JSON value for a message: scalars as JSON, long strings shortened, and for an object or array only its type and
 * size.
 */
export function describeValue(value: unknown): string {
  if (Array.isArray(value))
    return value.length === 0 ? 'an empty array' : `an array of ${countOf(value.length, 'item')}`
  if (value instanceof ExactNumber) return shorten(value.text)
  if (typeof value === 'object' && value !== null) return 'an object'
  if (typeof value === 'string') return JSON.stringify(shorten(value))
  return String(value)
}

/** Lists the allowed values for a message, as JSON: `one of "a", "b"`. */
export function describeChoice(values: readonly unknown[]): string {
  const texts = values
    .slice(0, 20)
    .map((value) => shorten(value instanceof ExactNumber ? value.text : JSON.stringify(value)))
  const rest = values.length > texts.length ? [`${values.length - texts.length} more`] : []
  if (values.length === 0) return 'no value'
  return values.length === 1 ? texts.join('') : `one of ${[...texts, ...rest].join(', ')}`
}
