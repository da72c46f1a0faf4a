import { ExactNumber, isInteger } from '../../text/json/exact-number.js'

const bits: Readonly<Record<string, number>> = {
  null: 1,
  boolean: 2,
  object: 4,
  array: 8,
  string: 16,
  integer: 32,
  number: 32 | 64,
}

export const allTypeBits = 127

/** The bits of the types that `type` names (JSON Schema 2020-12 Validation, 6.1.1). */
export function typeBits(names: readonly string[]): number {
  return names.reduce((all, name) => all | (bits[name] ?? 0), 0)
}

/** The one bit of a value: all schemas call this function, so that V8 optimizes it well. */
export function typeBit(value: unknown): number {
  if (typeof value === 'string') return 16
  if (typeof value === 'number') return isInteger(value) ? 32 : 64
  if (typeof value === 'boolean') return 2
  if (value === null) return 1
  if (Array.isArray(value)) return 8
  return value instanceof ExactNumber ? (isInteger(value) ? 32 : 64) : 4
}

/** The type of a JSON value in the words of JSON Schema; `number` for integers too. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return value instanceof ExactNumber ? 'number' : typeof value
}
