import { certaintyOf, type Difference } from '../schema/difference.js'
import type { View } from '../schema/view.js'
import { describeChange, valuesOf } from './numbers.js'

interface Limits {
  readonly max: string
  readonly min: string
  /** False if other keywords may set the same limit. */
  readonly isCertain: boolean
  /**
   * The minimum that applies on each side if the keyword is absent.
   *
   * @default 0
   */
  readonly least?: readonly [before: number, after: number]
  /**
   * The maximum that applies on each side if the keyword is absent.
   *
   * @default Infinity
   */
  readonly most?: readonly [before: number, after: number]
  values(): Iterable<unknown>
}

/** Compares a minimum and a maximum of a length or a count. */
export function* compareLimits(before: View, after: View, limits: Limits): Generator<Difference> {
  const {
    max,
    min,
    isCertain,
    least = [0, 0],
    most = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    values,
  } = limits
  // Larger numbers allow less.
  const pairs = [
    { keyword: max, sign: -1, without: most },
    { keyword: min, sign: 1, without: least },
  ]
  for (const { keyword, sign, without } of pairs) {
    const strictest = (view: View, otherwise: number) =>
      view
        .nodes(keyword)
        .filter(({ value }) => sign * Number(value) > sign * otherwise)
        .toSorted((a, b) => sign * (Number(b.value) - Number(a.value)))[0]
    const [one, other] = [strictest(before, without[0]), strictest(after, without[1])]
    const order = sign * (Number(other?.value ?? without[1]) - Number(one?.value ?? without[0]))
    // Both are infinite.
    if (order === 0 || Number.isNaN(order) || (!one && !other)) continue
    const certain = (isTrue: boolean) => (isTrue && !isCertain ? 'maybe' : certaintyOf(isTrue))
    yield {
      keyword,
      kind: !one ? 'added' : !other ? 'removed' : 'changed',
      narrows: certain(order > 0),
      widens: certain(order < 0),
      message: describeChange(keyword, one?.value, other?.value),
      ...valuesOf(one, other),
      nodes: { before: one, after: other },
      values,
    }
  }
}
