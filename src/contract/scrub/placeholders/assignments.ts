import { toCanonicalNumber } from './decimal.js'

/** The table of values and their placeholders. */
export interface Assignments {
  /** Returns the placeholder of a value; `undefined` if it does not have one yet. */
  find(value: string): string | undefined
  /** Gives a value a placeholder and returns it. */
  assign(value: string, placeholder: string): string
  /**
   * Gives a value another placeholder while it calls `isAccepted`, and leaves it if that returns true. Returns the same boolean.
   */
  replaceIf(value: string, placeholder: string, isAccepted: () => boolean): boolean
  /** True if no other value has the placeholder. Two spellings of one number count as one value. */
  isFree(placeholder: string, value: string): boolean
  isPlaceholder(text: string): boolean
  /** Returns the values whose placeholders differ from them. */
  replaced(): string[]
}

/** Creates an empty table of values and their placeholders. */
export function createAssignments(): Assignments {
  const chosen = new Map<string, string>()
  const assigned = new Set<string>()
  const owners = new Map<string, string>()
  const assign = (value: string, placeholder: string): string => {
    const key = toCanonicalNumber(placeholder)
    chosen.set(value, placeholder)
    assigned.add(placeholder).add(key)
    if (!owners.has(key)) owners.set(key, toCanonicalNumber(value))
    return placeholder
  }
  return {
    find: (value) => chosen.get(value),
    assign,
    replaceIf(value, placeholder, isAccepted) {
      const before = chosen.get(value)
      chosen.set(value, placeholder)
      if (isAccepted()) {
        assign(value, placeholder)
        return true
      }
      if (before === undefined) chosen.delete(value)
      else chosen.set(value, before)
      return false
    },
    isFree(placeholder, value) {
      const owner = owners.get(toCanonicalNumber(placeholder))
      return owner === undefined || owner === toCanonicalNumber(value)
    },
    isPlaceholder: (text) => assigned.has(text),
    replaced: () => [...chosen].flatMap(([value, placeholder]) => (value === placeholder ? [] : value)),
  }
}
