/**
 * Returns the last index below `count` whose value is at most `limit`; 0 if all values are larger. Takes logarithmic time.
 *
 * @param valueAt returns the value of an index; values must be in ascending order
 */
export function findLast(count: number, valueAt: (index: number) => number, limit: number): number {
  let low = 0
  let high = count - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (valueAt(middle) <= limit) low = middle
    else high = middle - 1
  }
  return low
}
