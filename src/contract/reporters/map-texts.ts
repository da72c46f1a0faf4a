/** Returns a function like `map` that keeps its results: a report repeats most of its texts. */
export function keepResults(map: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const result = known.get(text) ?? map(text)
    known.set(text, result)
    return result
  }
}

/**
 * Returns a value with `map` applied to every string in it, including the names of properties. What does not change is the same
 * object: most texts of a report stay as they are, and copying it would take longer than reading it.
 */
export function mapTexts<Value>(value: Value, map: (text: string) => string): Value {
  // Strings become strings and nothing else changes, so the type is the same.
  return mapAny(value, map) as Value
}

function mapAny(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value)
  if (Array.isArray(value)) {
    const mapped = value.map((each) => mapAny(each, map))
    return mapped.every((each, index) => each === value[index]) ? value : mapped
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const mapped = entries.map(([key, each]) => [map(key), mapAny(each, map)] as const)
  const isSame = mapped.every(([key, each], index) => key === entries[index]?.[0] && each === entries[index]?.[1])
  return isSame ? value : Object.fromEntries(mapped)
}
