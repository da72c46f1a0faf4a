import { isObject } from '../../openapi/index.js'
import { compareNumbers, ExactNumber, isNumber, numberKey } from '../../text/json/exact-number.js'

/** True if two JSON values are equal: the order of properties does not matter, and 1 equals 1.0 (Core, 4.2.2). */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => isEqual(item, b[index]))
  if (a instanceof ExactNumber || b instanceof ExactNumber)
    return isNumber(a) && isNumber(b) && compareNumbers(a, b) === 0
  if (!isObject(a) || !isObject(b)) return false
  const entries = Object.entries(a)
  if (entries.length !== Object.keys(b).length) return false
  // Only own properties of the other: one may be called `__proto__`.
  return entries.every(([key, value]) => Object.hasOwn(b, key) && isEqual(value, b[key]))
}

/** A text that is the same for two JSON values exactly if they are equal. */
export function toCanonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toCanonical).join()}]`
  if (value instanceof ExactNumber) return numberKey(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${toCanonical(member)}`)
  return `{${members.sort().join()}}`
}
