/** Whether two JSON values are equal (JSON Schema 2020-12 Core, 4.2.2): order of members does not matter, `1` is `1.0`. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const entries = Object.entries(a)
  if (entries.length !== Object.keys(b).length) return false
  // Entries of the other are looked up by own keys only: `__proto__` may be one.
  return entries.every(([key, value]) => Object.hasOwn(b, key) && isEqual(value, (b as Record<string, unknown>)[key]))
}

/** Text that two JSON values share exactly when they are equal. */
export function toCanonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toCanonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(Object.is(value, -0) ? 0 : value)
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${toCanonical(member)}`)
  return `{${members.sort().join()}}`
}
