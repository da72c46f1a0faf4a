const bits: Readonly<Record<string, number>> = {
  null: 1,
  boolean: 2,
  object: 4,
  array: 8,
  string: 16,
  integer: 32,
  number: 32 | 64,
}

/** The bits of all kinds. */
export const anyKind = 127

/** The bit of a value's kind: one function for all schemas, which the engine compiles well. */
export function kindOf(value: unknown): number {
  if (typeof value === 'string') return 16
  // A number beyond every double may be an integer: the text alone could tell.
  if (typeof value === 'number') return Number.isInteger(value) || !Number.isFinite(value) ? 32 : 64
  if (typeof value === 'boolean') return 2
  if (value === null) return 1
  return Array.isArray(value) ? 8 : 4
}

/** The bits of the kinds that `type` names (JSON Schema 2020-12 Validation, 6.1.1). */
export function kindsNamed(type: unknown): number {
  return [type].flat().reduce((all: number, name) => all | (bits[String(name)] ?? 0), 0)
}
