/**
 * The last of `count` indices whose value is at most `limit`; 0 if all values are larger.
 *
 * @param valueAt values that do not fall from one index to the next
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
