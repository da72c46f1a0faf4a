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
  values(): Iterable<unknown>
}

/** Compares a minimum and a maximum of a length or a count. */
export function* compareLimits(before: View, after: View, limits: Limits): Generator<Difference> {
  const { max, min, isCertain, least = [0, 0], values } = limits
  const smallest = (view: View) => view.nodes(max).toSorted((a, b) => Number(a.value) - Number(b.value))[0]
  const largest = (view: View, or: number) =>
    view
      .nodes(min)
      .filter(({ value }) => Number(value) > or)
      .toSorted((a, b) => Number(b.value) - Number(a.value))[0]
  const toNumber = (node: ReturnType<typeof smallest>, otherwise: number) => (node ? Number(node.value) : otherwise)
  const pairs = [
    {
      keyword: max,
      nodes: [smallest(before), smallest(after)] as const,
      orderOf: (node?: ReturnType<typeof smallest>) => -toNumber(node, Number.POSITIVE_INFINITY),
    },
    {
      keyword: min,
      nodes: [largest(before, least[0]), largest(after, least[1])] as const,
      orderOf: (node: ReturnType<typeof smallest>, or = 0) => toNumber(node, or),
    },
  ]
  for (const { keyword, nodes, orderOf } of pairs) {
    const [one, other] = nodes
    const order = orderOf(other, least[1]) - orderOf(one, least[0])
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
