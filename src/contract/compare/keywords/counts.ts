import type { Node } from '../../../openapi/index.js'
import { certaintyOf, type Difference } from '../schema/difference.js'
import type { View } from '../schema/view.js'
import { describeChange } from './numbers.js'

/** A limit that holds without the keyword. */
export interface Default {
  readonly value: number
  /** The other keyword that sets it, if this is the only place that shows the limit. */
  readonly node?: Node | undefined
}

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
  readonly least?: readonly [before: Default, after: Default]
  /**
   * The maximum that applies on each side if the keyword is absent.
   *
   * @default Infinity
   */
  readonly most?: readonly [before: Default, after: Default]
  values(): Iterable<unknown>
}

/** Compares a minimum and a maximum of a length or a count. */
export function* compareLimits(before: View, after: View, limits: Limits): Generator<Difference> {
  const {
    max,
    min,
    isCertain,
    least = [{ value: 0 }, { value: 0 }],
    most = [{ value: Number.POSITIVE_INFINITY }, { value: Number.POSITIVE_INFINITY }],
    values,
  } = limits
  // Larger numbers allow less.
  const pairs = [
    { keyword: max, sign: -1, without: most },
    { keyword: min, sign: 1, without: least },
  ]
  for (const { keyword, sign, without } of pairs) {
    const strictest = (view: View, otherwise: Default): Default => {
      const [found] = view
        .nodes(keyword)
        .filter(({ value }) => sign * Number(value) > sign * otherwise.value)
        .toSorted((a, b) => sign * (Number(b.value) - Number(a.value)))
      return found ? { value: Number(found.value), node: found } : otherwise
    }
    const [one, other] = [strictest(before, without[0]), strictest(after, without[1])]
    const order = sign * (other.value - one.value)
    // Both are infinite.
    if (order === 0 || Number.isNaN(order) || (!one.node && !other.node)) continue
    const [limit, next] = [one, other].map(({ value, node }) => node && value)
    const certain = (isTrue: boolean) => (isTrue && !isCertain ? 'maybe' : certaintyOf(isTrue))
    yield {
      keyword,
      kind: !one.node ? 'added' : !other.node ? 'removed' : 'changed',
      narrows: certain(order > 0),
      widens: certain(order < 0),
      message: describeChange(keyword, limit, next),
      ...(limit !== undefined && { before: limit }),
      ...(next !== undefined && { after: next }),
      nodes: { before: one.node, after: other.node },
      values,
    }
  }
}
