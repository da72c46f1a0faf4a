/** The most checks that are made for one interaction. */
const maxChecks = 200

/**
 * A minimal subset of the values for which the test is true (QuickXplain, Junker 2004). It must be true for all of them.
 *
 * If there are several such subsets, the result has values from the end of the list. It is larger than necessary if a
 * minimal one would take too many tests.
 */
export function findMinimalSubset(
  values: readonly string[],
  isSufficient: (chosen: ReadonlySet<string>) => boolean,
): readonly string[] {
  let left = maxChecks
  const reduce = (candidates: readonly string[], chosen: readonly string[]): readonly string[] => {
    if (left === 0) return candidates
    left -= 1
    if (isSufficient(new Set(chosen))) return []
    if (candidates.length < 2) return candidates
    const middle = Math.ceil(candidates.length / 2)
    const [first, second] = [candidates.slice(0, middle), candidates.slice(middle)]
    const fromFirst = reduce(first, [...chosen, ...second])
    return [...fromFirst, ...reduce(second, [...chosen, ...fromFirst])]
  }
  return reduce(values, [])
}
