import { childrenOf, findChild, isObject, type Node, parentOf } from '../../../openapi/index.js'
import type { Direction } from '../../../schema/index.js'
import type { Difference } from '../schema/difference.js'
import { fingerprintOf } from '../schema/fingerprint.js'
import { mayOverlap } from '../schema/match.js'
import { normalise } from '../schema/normal.js'
import type { Place, Side, Sides } from '../schema/side.js'
import { createView, type View } from '../schema/view.js'

/** Maximum number of branches of one `oneOf` that are compared with each other. */
const maxBranches = 60

/** A `oneOf` with branches that may overlap: two of them may accept the same value. */
interface Exclusion {
  readonly node: Node
  readonly branches: readonly (readonly View[])[]
}

/**
 * Compares the values that `oneOf` refuses because two of its branches accept them. `oneOf` differs from `anyOf` only
 * where branches may overlap.
 *
 * @param isImplied true if other differences were found that explain this one
 */
export function* compareExclusion(
  before: readonly View[],
  after: readonly View[],
  place: Place,
  sides: Sides,
  isImplied: boolean,
): Generator<Difference> {
  const { direction } = place
  const one = findExclusion(before, sides.before, direction)
  const other = findExclusion(after, sides.after, direction)
  if (!one && !other) return
  const [first, second] = [textOf(one, sides.before), textOf(other, sides.after)]
  if (first !== undefined && first === second) return
  yield {
    ...{ keyword: 'oneOf', kind: 'changed', narrows: other ? 'maybe' : 'no', widens: one ? 'maybe' : 'no' },
    // With `oneOf` on both sides, the change is inside its branches.
    isImplied: isImplied || (one !== undefined && other !== undefined),
    message: other
      ? 'no more than one of the alternatives may match now'
      : 'more than one of the alternatives may match now',
    nodes: {
      before: one?.node ?? before[0]?.alternative.schemas[0],
      after: other?.node ?? after[0]?.alternative.schemas[0],
    },
    *values() {
      // If an object belongs to two branches at once, one document has to list all of its properties.
      const side = other ? sides.before : sides.after
      const roots = place[side.name]
      const matches = isUnion(other ? before : after) ? matchesTwo : isMeantForTwo
      for (const value of [one, other].flatMap((each) => (each ? [...valuesOf(each)] : [])))
        if (
          (matches(one, value, sides.before, direction) || matches(other, value, sides.after, direction)) &&
          roots.every((root) => side.engine.findUndocumented(root, value, direction).length === 0)
        )
          yield value
    },
  }
}

/** True if alternatives come from `anyOf`, which allows what `oneOf` forbids. */
function isUnion(views: readonly View[]): boolean {
  return views.some(({ nodes }) => nodes('anyOf').length > 0 && nodes('oneOf').length === 0)
}

function matching(exclusion: Exclusion, value: unknown, { engine }: Side, direction: Direction): Node[] {
  const branches = childrenOf(exclusion.node).map(([, branch]) => branch)
  return branches.filter((branch) => engine.isValid(branch, value, direction))
}

function matchesTwo(exclusion: Exclusion | undefined, value: unknown, side: Side, direction: Direction): boolean {
  return exclusion !== undefined && matching(exclusion, value, side, direction).length > 1
}

/**
 * True if two branches list all properties of a value. Acceptance alone is not enough: open objects also accept what is
 * intended for other branches.
 */
function isMeantForTwo(exclusion: Exclusion | undefined, value: unknown, side: Side, direction: Direction): boolean {
  if (!exclusion || (isObject(value) && Object.keys(value).length === 0)) return false
  const knows = (branch: Node) => side.engine.findUndocumented(branch, value, direction).length === 0
  return matching(exclusion, value, side, direction).filter(knows).length > 1
}

function textOf(exclusion: Exclusion | undefined, { index }: Side): string | undefined {
  if (!exclusion) return undefined
  const texts = childrenOf(exclusion.node).map(([, branch]) => fingerprintOf(branch, index))
  return texts.some((text) => text === undefined) ? undefined : texts.sort().join()
}

const known = new WeakMap<Node, Map<Direction, Exclusion | undefined>>()

/** The first `oneOf` of these alternatives whose branches may overlap. */
function findExclusion(views: readonly View[], side: Side, direction: Direction): Exclusion | undefined {
  for (const node of new Set(views.flatMap((view) => view.nodes('oneOf')))) {
    const cache = known.get(node) ?? new Map<Direction, Exclusion | undefined>()
    known.set(node, cache)
    if (!cache.has(direction)) cache.set(direction, readExclusion(node, side, direction))
    const found = cache.get(direction)
    if (found) return found
  }
  return undefined
}

function readExclusion(node: Node, side: Side, direction: Direction): Exclusion | undefined {
  const schema = parentOf(node)
  // A discriminator says which of the branches is meant.
  if (schema && findChild(schema, 'discriminator')) return undefined
  const schemas = childrenOf(node).map(([, branch]) => branch)
  if (schemas.length < 2 || schemas.length > maxBranches) return undefined
  const branches = schemas.map((branch) =>
    normalise([branch], side, direction).alternatives.map((each) => createView(side, [branch], each, direction)),
  )
  return mayOverlap(branches, direction) ? { node, branches } : undefined
}

/** Generates example values of each branch, and objects that combine the properties of two branches. */
function* valuesOf({ branches }: Exclusion): Generator<unknown> {
  const all = branches.map((views) => views.flatMap((view) => view.examples(4)))
  yield* all.flat()
  for (const [index, one] of all.entries())
    for (const other of all.slice(index + 1))
      for (const a of one.filter(isObject))
        for (const b of other.filter(isObject))
          yield* [
            { ...a, ...b },
            { ...b, ...a },
          ]
}
