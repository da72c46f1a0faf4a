/**
 * Keeps at most `max` values by key: those with the smallest keys, compared by code units. The order of adding does not
 * decide which values are kept, so parts that were counted separately can be merged. Plain data, which can be sent to a
 * worker.
 */
export interface Smallest<Value> {
  readonly max: number
  /** The keys, sorted. */
  readonly keys: string[]
  readonly values: Map<string, Value>
}

export function createSmallest<Value>(max: number): Smallest<Value> {
  return { max, keys: [], values: new Map() }
}

/**
 * Returns the value of a key, and creates it if it is new; `undefined` if the key is larger than all keys that are
 * kept.
 *
 * @param evict receives a value that is dropped to make room
 */
export function findOrCreate<Value extends object>(
  { max, keys, values }: Smallest<Value>,
  key: string,
  create: () => Value,
  evict: (value: Value, key: string) => void,
): Value | undefined {
  const known = values.get(key)
  if (known) return known
  if (keys.length >= max && key > (keys.at(-1) ?? '')) return undefined
  const created = create()
  values.set(key, created)
  keys.splice(indexFor(keys, key), 0, key)
  for (const last of keys.splice(max)) {
    const evicted = values.get(last)
    values.delete(last)
    if (evicted) evict(evicted, last)
  }
  return created
}

/** Returns a copy with `map` applied to each value. */
export function mapSmallest<Value>(
  { max, keys, values }: Smallest<Value>,
  map: (value: Value) => Value,
): Smallest<Value> {
  return { max, keys: [...keys], values: new Map([...values].map(([key, value]) => [key, map(value)])) }
}

/** The index at which a key belongs among sorted keys. */
function indexFor(keys: readonly string[], key: string): number {
  let from = 0
  let to = keys.length
  while (from < to) {
    const middle = (from + to) >> 1
    if ((keys[middle] ?? '') < key) from = middle + 1
    else to = middle
  }
  return from
}
