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
