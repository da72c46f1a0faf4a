import type { Node } from '../../../openapi/index.js'
import { toCanonical } from '../../../schema/index.js'
import { compareAlternatives } from '../keywords/alternatives.js'
import { anyValues } from '../keywords/any-values.js'
import { childrenOfArrays, compareArrays } from '../keywords/arrays.js'
import { compareExclusion } from '../keywords/exclusion.js'
import { compareTypes, typesBySide, type Views } from '../keywords/json-types.js'
import { compareListed, type Split } from '../keywords/listed.js'
import { compareAnnotations, compareWords, type WordDifference } from '../keywords/notes.js'
import { compareNumberRanges } from '../keywords/numbers.js'
import { childrenOfObjects, compareObjects } from '../keywords/objects.js'
import { compareOpaque, hasOpaque } from '../keywords/opaque.js'
import { compareStrings } from '../keywords/strings.js'
import { compareTags } from '../keywords/tags.js'
import type { Child } from '../schema/child.js'
import type { Difference, Effect } from '../schema/difference.js'
import { fingerprintOf } from '../schema/fingerprint.js'
import { areDisjoint, matchAlternatives } from '../schema/match.js'
import { isUnlimited, type JsonType, jsonTypes, type Normal, normalise } from '../schema/normal.js'
import type { IsWithin, SchemaPair, Side, Sides } from '../schema/side.js'
import { type Comparison, createView, examplesOf, type View } from '../schema/view.js'

/** A compared place: its differences, and the places inside it. */
export interface Pair extends SchemaPair {
  readonly differences: readonly Difference[]
  readonly words: readonly WordDifference[]
  readonly children: readonly PairChild[]
}

export interface PairChild extends Child {
  /** True if values of the child can be judged without the values that contain them. */
  readonly isIndependent: boolean
  /** The effects that a difference of the child cannot have, because another alternative allows every value. */
  readonly excluded: Readonly<Record<Effect, boolean>>
}

/** Compares the schemas of one place, but not the schemas of its properties and items. */
export function compareSchemaPair(place: SchemaPair, sides: Sides, isWithin: IsWithin): Pair {
  const { direction } = place
  const before = normalise(place.before, sides.before, direction)
  const after = normalise(place.after, sides.after, direction)
  const differences: Difference[] = [...compareAnnotations(before, after, sides, place.mode)]
  const words = [...compareWords(before, after, sides)]
  if (!before.isKnown || !after.isKnown) {
    differences.push(...compareUnknown(place, before, after, sides))
    return { ...place, differences, words, children: [] }
  }
  const views = {
    before: before.alternatives.map((each) => createView(sides.before, place.before, each, direction)),
    after: after.alternatives.map((each) => createView(sides.after, place.after, each, direction)),
  }
  const types = typesBySide(views, place.mode)
  differences.push(...compareTypes(place, types, views, sides))
  const children: PairChild[] = []
  const tags: Difference[] = []
  const comparePair = createPairComparison(place, isWithin)
  for (const type of jsonTypes) {
    if (!types.before.has(type) || !types.after.has(type) || type === 'null') continue
    const ofType = (list: readonly View[]) => list.filter(({ alternative }) => alternative.types.has(type))
    const [one, other] = [splitByList(ofType(views.before), type), splitByList(ofType(views.after), type)]
    differences.push(...compareListed(type, place, one, other, sides))
    if (one.open.length === 0 || other.open.length === 0) continue
    const matching = matchAlternatives(one.open, other.open)
    for (const [from, to] of matching.pairs) {
      const compared = comparePair({ before: from, after: to, type, direction, mode: place.mode }, views)
      differences.push(...compared.differences)
      if (type === 'object') tags.push(...compareTags(from, to, direction))
      children.push(...compared.children)
    }
    differences.push(...compareAlternatives(matching, views, sides, place, isWithin))
  }
  differences.push(...compareExclusion(views.before, views.after, place, sides, differences.length > 0))
  // These say more than the note that the discriminator changed.
  const others = tags.length > 0 ? differences.filter(({ keyword }) => keyword !== 'discriminator') : differences
  return { ...place, differences: [...others, ...tags], words, children }
}

function splitByList(views: readonly View[], type: JsonType): Split {
  const isListed = ({ alternative }: View) => type === 'boolean' || alternative.listed !== undefined
  return { listed: views.filter(isListed), open: views.filter((view) => !isListed(view)) }
}

/**
 * Returns a function that compares two alternatives. Opaque keywords apply to values of all types, so their differences
 * are returned with the first type only.
 */
function createPairComparison(
  { direction }: SchemaPair,
  isWithin: IsWithin,
): (comparison: Comparison, views: Views) => Pick<Pair, 'differences' | 'children'> {
  const known = new Map<View, Map<View, readonly Difference[]>>()
  return (comparison, views) => {
    const { before, after, type } = comparison
    const others = known.get(before) ?? new Map<View, readonly Difference[]>()
    known.set(before, others)
    const isFirst = !others.has(after)
    const ofOpaque = others.get(after) ?? [
      ...compareOpaque(before, after, sharedTypes(before, after), isWithin, () => anyValues(before, after, direction)),
    ]
    others.set(after, ofOpaque)
    const isApart = (view: View, list: readonly View[], counterpart: View) =>
      list.every(
        (each) => each === counterpart || !each.alternative.types.has(type) || areDisjoint(view, each, direction),
      )
    // Another alternative may accept what this one no longer does, unless they have no value in common.
    const isAlone = isApart(before, views.after, after) && isApart(after, views.before, before)
    const ofType = [...compareByType(comparison)]
    // An opaque keyword that changed may make up for another keyword.
    const isCertain = isAlone && ofOpaque.length === 0
    const isIndependent = isAlone && !hasOpaque(before) && !hasOpaque(after)
    const hasUnlimited = (list: readonly View[], counterpart: View) =>
      list.some(
        (each) => each !== counterpart && each.alternative.types.has(type) && isUnlimited(each.alternative, each.side),
      )
    const excluded = { narrows: hasUnlimited(views.after, after), widens: hasUnlimited(views.before, before) }
    const without = (difference: Difference): Difference => ({
      ...difference,
      ...(excluded.narrows && { narrows: 'no' }),
      ...(excluded.widens && { widens: 'no' }),
    })
    return {
      differences: [...(isCertain ? ofType : ofType.map(toUncertain)).map(without), ...(isFirst ? ofOpaque : [])],
      children: [...childrenOf(comparison)].map((child) => ({ ...child, isIndependent, excluded })),
    }
  }
}

function sharedTypes(before: View, after: View): ReadonlySet<JsonType> {
  return new Set([...before.alternative.types].filter((each) => after.alternative.types.has(each)))
}

function toUncertain(difference: Difference): Difference {
  const weaken = (certainty: Difference['narrows']) => (certainty === 'yes' ? 'maybe' : certainty)
  return { ...difference, narrows: weaken(difference.narrows), widens: weaken(difference.widens) }
}

function* compareByType(comparison: Comparison): Generator<Difference> {
  const { type } = comparison
  if (type === 'number') yield* compareNumberRanges(comparison)
  if (type === 'string') yield* compareStrings(comparison)
  if (type === 'array') yield* compareArrays(comparison)
  if (type === 'object') yield* compareObjects(comparison)
}

function* childrenOf(comparison: Comparison): Generator<Child> {
  if (comparison.type === 'array') yield* childrenOfArrays(comparison)
  if (comparison.type === 'object') yield* childrenOfObjects(comparison)
}

/**
 * Compares schemas that cannot be taken apart: those with too many alternatives, or with a `$dynamicRef` that may lead to several schemas. Equal texts
 * mean equal schemas; otherwise it is unknown what differs.
 */
function* compareUnknown(
  { before, after, direction }: SchemaPair,
  one: Normal,
  other: Normal,
  sides: Sides,
): Generator<Difference> {
  const texts = (roots: readonly Node[], side: Side) => roots.map((root) => fingerprintOf(root, side.index))
  const [first, second] = [texts(before, sides.before), texts(after, sides.after)]
  if (!first.includes(undefined) && toCanonical(first) === toCanonical(second)) return
  yield {
    ...{ keyword: 'schema', kind: 'changed', narrows: 'maybe', widens: 'maybe' },
    message: 'the schema changed, but is too complex to compare in detail',
    nodes: { before: one.roots[0], after: other.roots[0] },
    values: () => [...examplesOf(sides.before, before, direction), ...examplesOf(sides.after, after, direction)],
  }
}
