/** How many checks are made for one interaction at most. */
const maxChecks = 200

/**
 * Returns a minimal subset of the values for which the test is true (QuickXplain, Junker 2004). The test must be true for all
 * values together.
 *
 * If there are several such subsets, it prefers values at the end of the list. If a minimal one would take too many tests, the
 * result is larger than necessary.
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
