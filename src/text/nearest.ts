/** Finds the candidate that a mistyped text most likely means; `undefined` if no candidate is similar. */
export function findNearest(text: string, candidates: Iterable<string>): string | undefined {
  const near = Array.from(candidates, (candidate) => ({ candidate, distance: distanceOf(text, candidate) }))
    .filter(({ candidate, distance }) => distance <= 0.4 * Math.max(text.length, candidate.length))
    .sort((a, b) => a.distance - b.distance)
  return near[0]?.candidate
}

/** Returns the end of a message about a mistyped name, `; did you mean sessions?`, or an empty text if no candidate is similar. */
export function suggestNearest(name: string, candidates: Iterable<string>): string {
  const nearest = findNearest(name, candidates)
  return nearest === undefined ? '' : `; did you mean ${nearest}?`
}

/** Returns how many characters have to be inserted, deleted or replaced to turn one text into the other (Levenshtein). */
function distanceOf(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let i = 1; i <= left.length; i++) {
    const next = [i]
    for (let j = 1; j <= right.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[right.length] ?? 0
}
