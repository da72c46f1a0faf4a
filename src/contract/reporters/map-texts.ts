/** Returns a function like `map` that keeps its results: a report repeats most of its texts. */
export function keepResults(map: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const result = known.get(text) ?? map(text)
    known.set(text, result)
    return result
  }
}

/** Returns a copy of a value with `map` applied to every string in it, including the names of properties. */
export function mapTexts<Value>(value: Value, map: (text: string) => string): Value {
  // Strings become strings and nothing else changes, so the type is the same.
  return mapAny(value, map) as Value
}

function mapAny(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value)
  if (Array.isArray(value)) return value.map((each) => mapAny(each, map))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [map(key), mapAny(each, map)]))
}
