/** Maximum number of results that are kept. */
const maxResults = 8

/**
 * Creates a function that returns the result for a key. It keeps the last eight results, and makes any other.
 *
 * Without it, each page of a list with a filter would go through all sessions again.
 */
export function createRecentResults<Result>(): (key: string, make: () => Result) => Result {
  const results = new Map<string, Result>()
  return (key, make) => {
    const result = results.get(key) ?? make()
    // Removes the result that was not used for the longest time: a Map keeps its keys in the order they were set.
    results.delete(key)
    results.set(key, result)
    for (const oldest of results.keys()) if (results.size > maxResults) results.delete(oldest)
    return result
  }
}
