/** Checks of interactions that are made for one of them, at most. */
const mostChecks = 200

/**
 * The values that cannot be replaced: as few as needed for `isAlike`, which holds when all are kept (QuickXplain, Junker
 * 2004). Of values that matter together, later ones are kept.
 *
 * Where that would take too many checks, more are kept than needed.
 */
export function findFewestKept(
  values: readonly string[],
  isAlike: (kept: ReadonlySet<string>) => boolean,
): readonly string[] {
  let left = mostChecks
  const reduce = (some: readonly string[], kept: readonly string[]): readonly string[] => {
    if (left === 0) return some
    left -= 1
    if (isAlike(new Set(kept))) return []
    if (some.length < 2) return some
    const middle = Math.ceil(some.length / 2)
    const [first, second] = [some.slice(0, middle), some.slice(middle)]
    const ofFirst = reduce(first, [...kept, ...second])
    return [...ofFirst, ...reduce(second, [...kept, ...ofFirst])]
  }
  return reduce(values, [])
}
