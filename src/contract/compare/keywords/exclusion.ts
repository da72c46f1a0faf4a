import { childrenOf, findChild, isObject, type Node, parentOf } from '../../../openapi/index.js'
import type { Direction } from '../../../schema/index.js'
import type { Difference } from '../schema/difference.js'
import { fingerprintOf } from '../schema/fingerprint.js'
import { mayOverlap } from '../schema/match.js'
import { normalise } from '../schema/normal.js'
import type { SchemaPair, Side, Sides } from '../schema/side.js'
import { createView, examplesOf, type View } from '../schema/view.js'

/** Maximum number of branches of one `oneOf` that are compared with each other. */
const maxBranches = 60

/** Maximum number of values that are tried to find one that two branches accept. */
const maxTries = 1500

/** A `oneOf` with branches that may overlap: two of them may accept the same value. */
interface Exclusion {
  readonly node: Node
  readonly branches: readonly Branch[]
}

interface Branch {
  readonly views: readonly View[]
  /** Equal for branches with the same meaning; `undefined` for a branch that is too large. */
  readonly text: string | undefined
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
  place: SchemaPair,
  sides: Sides,
  isImplied: boolean,
): Generator<Difference> {
  const { direction } = place
  const one = findExclusion(before, sides.before, direction)
  const other = findExclusion(after, sides.after, direction)
  if (!one && !other) return
  const [changed, changedAfter] = [changedBranches(one, other), changedBranches(other, one)]
  if (changed.size + changedAfter.size === 0) return
  yield {
    ...{ keyword: 'oneOf', kind: 'changed', narrows: other ? 'maybe' : 'no', widens: one ? 'maybe' : 'no' },
    // With `oneOf` on both sides, the change is inside its branches.
    isImplied: isImplied || (one !== undefined && other !== undefined),
    message: describe(one, other),
    nodes: {
      before: one?.node ?? before[0]?.alternative.schemas[0],
      after: other?.node ?? after[0]?.alternative.schemas[0],
    },
    *values() {
      let tries = 0
      const lists = [
        [one, changed],
        [other, changedAfter],
      ] as const
      for (const value of combine(lists, direction)) {
        if (++tries > maxTries) break
        const isForbidden = matchesTwo(other, value, sides.after, direction) && isDocumented(value, place, sides.before)
        if (isForbidden || matchesTwo(one, value, sides.before, direction)) yield value
      }
    },
  }
}

function describe(before: Exclusion | undefined, after: Exclusion | undefined): string {
  if (before && after) return 'other values match more than one of the alternatives now'
  return `${after ? 'no ' : ''}more than one of the alternatives may match now`
}

function matchesTwo(exclusion: Exclusion | undefined, value: unknown, { engine }: Side, direction: Direction): boolean {
  const branches = exclusion ? childrenOf(exclusion.node) : []
  return branches.filter(([, branch]) => engine.isValid(branch, value, direction)).length > 1
}

/** True if a document lists all properties of the value, so that they are not sent by chance. */
function isDocumented(value: unknown, { direction, ...place }: SchemaPair, { name, engine }: Side): boolean {
  return place[name].every((root) => engine.findUndocumented(root, value, direction).length === 0)
}

/** The branches without an equal one in the other document. Of two equal branches, each needs one of its own. */
function changedBranches(exclusion: Exclusion | undefined, other: Exclusion | undefined): Set<Branch> {
  const texts = other?.branches.map(({ text }) => text) ?? []
  const hasEqual = ({ text }: Branch) => {
    const at = text === undefined ? -1 : texts.indexOf(text)
    if (at >= 0) texts.splice(at, 1)
    return at >= 0
  }
  return new Set(exclusion?.branches.filter((branch) => !hasEqual(branch)))
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
  const branches = schemas.map((branch) => ({
    views: normalise([branch], side, direction).alternatives.map((each) => createView(side, [branch], each, direction)),
    text: fingerprintOf(branch, side.index),
  }))
  const views = branches.map((branch) => branch.views)
  return mayOverlap(views, direction) ? { node, branches } : undefined
}

/** Values of every type. */
const simpleValues = ['text', 7, 0.5, true, null, {}, []]

/** Properties that no schema lists: one, and as many as a limit may forbid. */
const unlisted = [
  { undocumented_property: 7 },
  Object.fromEntries(Array.from({ length: 5 }, (_, at) => [`name${at}`, 7])),
]

/** Generates values that changed branches may accept, and objects that have the properties of two branches. */
function* combine(
  lists: readonly (readonly [exclusion: Exclusion | undefined, changed: ReadonlySet<Branch>])[],
  direction: Direction,
): Generator<unknown> {
  const valuesOf = ({ views }: Branch) => views.flatMap((view) => view.examples(4))
  const branches = [...new Set(lists.flatMap(([exclusion]) => exclusion?.branches ?? []))]
  for (const [, changed] of lists)
    for (const branch of changed) {
      const values = valuesOf(branch)
      const objects = values.filter(isObject)
      yield* values
      yield* simpleValues
      for (const object of [{}, ...objects.slice(0, 2)]) {
        for (const more of unlisted) yield { ...object, ...more }
        for (const { layout, side } of branch.views)
          for (const [name, { schemas }] of layout.named)
            for (const value of [...examplesOf(side, schemas, direction), ...simpleValues])
              yield { ...object, [name]: value }
      }
      for (const other of branches)
        for (const a of objects)
          for (const b of valuesOf(other).filter(isObject))
            yield* [{ ...a, ...b }, { ...b, ...a }, withValuesOf(a, b), withValuesOf(b, a)]
    }
}

/** The properties of the first object, with the values of the second one where it has the same property. */
function withValuesOf(one: object, other: object): object {
  return Object.fromEntries(Object.entries({ ...one, ...other }).filter(([name]) => Object.hasOwn(one, name)))
}
