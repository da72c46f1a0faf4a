import type { Node } from '../../../openapi/index.js'
import { accepts, findWrongDirections, type SideName, type Sides } from '../schema/side.js'
import type { DependentContext, Found } from './graph.js'
import type { Pair } from './pair.js'

/** A value that shows the effect of a difference. */
export interface Proof {
  /** A value for the schemas that differ. One document accepts it and the other refuses it. */
  readonly value: unknown
  readonly acceptedBy: SideName
  /** True if the value is refused because of the keyword that differs. */
  readonly isOfKeyword: boolean
}

/** Maximum number of values that are tried for one difference. */
const maxValues = 1500

/** Limits how many containing values are tried on each level. */
const maxAround = 8

/** A test whether a document accepts a value at a place: `accepts` or `isMeant`. */
export type Accepts = typeof accepts

/**
 * Finds a value that the document `acceptedBy` accepts and the other one refuses; `undefined` if none is found. A value
 * that is refused because of the keyword that differs is preferred.
 */
export function findProof(
  found: Found,
  acceptedBy: SideName,
  sides: Sides,
  test: Accepts = accepts,
): Proof | undefined {
  const { pair, difference, context } = found
  const refusedBy = acceptedBy === 'before' ? 'after' : 'before'
  const isAccepted: IsAccepted = ({ direction, mode, ...place }, value, name) =>
    test(sides[name], place[name], value, direction, mode)
  let other: Proof | undefined
  let tries = 0
  for (const value of difference.values()) {
    if (++tries > maxValues) break
    if (!isAccepted(pair, value, acceptedBy) || isAccepted(pair, value, refusedBy)) continue
    if (context && !showsAround(context, value, acceptedBy, refusedBy, isAccepted)) continue
    const proof = { value, acceptedBy, isOfKeyword: isRefusedBy(found, value, refusedBy, sides) }
    if (proof.isOfKeyword) return proof
    other ??= proof
  }
  return other
}

type IsAccepted = (pair: Pair, value: unknown, name: SideName) => boolean

/**
 * True if the document refuses the value because of the keyword that differs, and not because of another keyword beside
 * it.
 */
function isRefusedBy({ pair, difference }: Found, value: unknown, name: SideName, sides: Sides): boolean {
  const side = sides[name]
  const { direction } = pair
  if (difference.hasOwnValues) return true
  const node = difference.nodes[name]
  return pair[name].some((root) =>
    [
      ...side.engine.evaluate(root, value, { direction }).filter(({ severity }) => severity === 'error'),
      ...findWrongDirections(side, root, value, direction),
    ].some(
      ({ keyword, rule, path }) =>
        path.length <= 1 &&
        (isInside(rule, node) || keyword === difference.keyword || keyword === 'anyOf' || keyword === 'oneOf'),
    ),
  )
}

function isInside(rule: Node, node: Node | undefined): boolean {
  return node !== undefined && rule.file === node.file && `${rule.pointer}/`.startsWith(`${node.pointer}/`)
}

/**
 * True if the difference also shows in the outermost containing value, so that no other alternative accepts it there.
 */
function showsAround(
  { top, steps }: DependentContext,
  value: unknown,
  acceptedBy: SideName,
  refusedBy: SideName,
  isAccepted: IsAccepted,
): boolean {
  let values: unknown[] = [value]
  for (const step of steps.toReversed()) {
    const around = step.views[acceptedBy].examples(3)
    const smallest = [{}, []]
    values = values
      .flatMap((inner) => [...around, ...smallest].flatMap((outer) => step.put(outer, inner)))
      .slice(0, maxAround * 4)
  }
  return values.some((outer) => isAccepted(top, outer, acceptedBy) && !isAccepted(top, outer, refusedBy))
}
