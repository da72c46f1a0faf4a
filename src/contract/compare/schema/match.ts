import { findChild, findText, keyOf, type Node } from '../../../openapi/index.js'
import { type Direction, toCanonical } from '../../../schema/index.js'
import { groupBy } from '../../../text/group-by.js'
import { fingerprintOf } from './fingerprint.js'
import { type Alternative, normalise } from './normal.js'
import type { Side } from './side.js'
import type { View } from './view.js'

/** The alternatives of both sides, paired, and those without a counterpart. */
export interface Matching {
  readonly pairs: readonly (readonly [before: View, after: View])[]
  readonly removed: readonly View[]
  readonly added: readonly View[]
}

/** What identifies an alternative when alternatives are matched. */
interface Traits {
  readonly view: View
  readonly text: string | undefined
  /** Names of components and titles. */
  readonly names: ReadonlySet<string>
  /** Properties that allow a single value: `kind=cat`. */
  readonly tags: ReadonlySet<string>
  readonly properties: ReadonlySet<string>
}

/** Maximum number of pairs that are compared. With more, alternatives are matched by their names only. */
const maxCompared = 10_000

/**
 * Pairs the alternatives of two sides: those that are a component of the same name, then equal ones, then those with a name, a tag
 * or properties in common.
 */
export function matchAlternatives(before: readonly View[], after: readonly View[]): Matching {
  const [one] = before
  const [other] = after
  if (one && other && before.length === 1 && after.length === 1)
    return { pairs: [[one, other]], removed: [], added: [] }
  const byName = matchByName(before, after)
  const named = new Set(byName.flat())
  const [left, right] = [before, after].map((views) => views.filter((view) => !named.has(view)).map(traitsOf))
  if (!left || !right) return { pairs: byName, removed: [], added: [] }
  const scored: { score: number; a: Traits; b: Traits }[] = []
  if (left.length * right.length <= maxCompared)
    for (const a of left)
      for (const b of right) {
        const score = scoreOf(a, b)
        if (score > 0) scored.push({ score, a, b })
      }
  const pairs = new Map<Traits, Traits>()
  const taken = new Set<Traits>()
  for (const { a, b } of scored.toSorted((x, y) => y.score - x.score)) {
    if (pairs.has(a) || taken.has(b)) continue
    pairs.set(a, b)
    taken.add(b)
  }
  const removed = left.filter((each) => !pairs.has(each))
  const added = right.filter((each) => !taken.has(each))
  return {
    pairs: [...byName, ...[...pairs].map(([a, b]) => [a.view, b.view] as const)],
    removed: removed.map(({ view }) => view),
    added: added.map(({ view }) => view),
  }
}

/** Pairs alternatives that consist of a single component, by its name. */
function matchByName(before: readonly View[], after: readonly View[]): (readonly [View, View])[] {
  const keyed = (views: readonly View[]) => {
    const groups = groupBy(views, (view) => componentsOf(view).join())
    return new Map([...groups].flatMap(([name, [view, second]]) => (name && view && !second ? [[name, view]] : [])))
  }
  const others = keyed(after)
  return [...keyed(before)].flatMap(([name, view]) => {
    const other = others.get(name)
    return other ? [[view, other] as const] : []
  })
}

function componentsOf({ alternative: { branches }, side: { index } }: View): string[] {
  const targets = branches.map((branch) => index.targetOf(branch))
  return targets.every((target) => target !== undefined) ? targets.map(keyOf) : []
}

function scoreOf(a: Traits, b: Traits): number {
  if (a.text !== undefined && a.text === b.text) return 1000
  const [names, tags] = [common(a.names, b.names), common(a.tags, b.tags)]
  // Alternatives with different tags mean different things, however similar they are otherwise.
  if (tags === 0 && a.tags.size > 0 && b.tags.size > 0 && names === 0) return 0
  const all = new Set([...a.properties, ...b.properties]).size
  const share = all === 0 ? 0 : common(a.properties, b.properties) / all
  const isScalar = a.properties.size === 0 && b.properties.size === 0
  return 100 * names + 100 * tags + (share >= 0.5 ? 50 * share : 0) + (isScalar ? 1 : 0)
}

function common(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return [...a].filter((each) => b.has(each)).length
}

function traitsOf(view: View): Traits {
  const { alternative, side } = view
  const texts = alternative.schemas.map((schema) => ownText(schema, side))
  return {
    view,
    text: texts.some((text) => text === undefined) ? undefined : [...new Set(texts)].sort().join(),
    names: new Set(alternative.schemas.flatMap(namesOf)),
    tags: new Set(tagsOf(view)),
    properties: new Set(view.layout.named.keys()),
  }
}

/** A text of the schema alone. Empty for schemas that refer to others, because these others are in the list as well. */
function ownText(schema: Node, { index }: Side): string | undefined {
  if (
    findChild(schema, '$ref') ??
    findChild(schema, 'allOf') ??
    findChild(schema, 'anyOf') ??
    findChild(schema, 'oneOf')
  )
    return ''
  return fingerprintOf(schema, index)
}

function namesOf(schema: Node): string[] {
  const isComponent = /\/components\/schemas\/[^/]+$/.test(schema.pointer) || !schema.file.isMain
  const title = findText(schema, 'title')
  return [...(isComponent ? [keyOf(schema)] : []), ...(title === undefined ? [] : [title])]
}

function tagsOf({ layout, side }: View): string[] {
  return [...layout.named].flatMap(([name, { schemas }]) => {
    const listed = listedBy(normalise(schemas, side, 'response').alternatives)
    return listed?.length === 1 ? [`${name}=${toCanonical(listed[0])}`] : []
  })
}

/** The values that alternatives list; `undefined` if they allow any other value. */
export function listedBy(alternatives: readonly Alternative[]): unknown[] | undefined {
  if (alternatives.length === 0) return undefined
  const lists = alternatives.map(({ listed }) => listed)
  return lists.every((list) => list !== undefined) ? lists.flat() : undefined
}

/** True if a value may be valid under two of the branches. */
export function mayOverlap(branches: readonly (readonly View[])[], direction: Direction): boolean {
  return branches.some((one, index) =>
    branches.slice(index + 1).some((other) => one.some((a) => other.some((b) => !areDisjoint(a, b, direction)))),
  )
}

/**
 * True if no value is valid under both alternatives, judging by types, listed values, tags, and properties that one of
 * them forbids.
 */
export function areDisjoint(a: View, b: View, direction: Direction): boolean {
  const shared = [...a.alternative.types].filter((type) => b.alternative.types.has(type))
  if (shared.length === 0) return true
  const [one, other] = [a.alternative.listed, b.alternative.listed]
  if (one && other) {
    const known = new Set(one.map(toCanonical))
    return !other.some((value) => known.has(toCanonical(value)))
  }
  if (shared.some((type) => type !== 'object')) return false
  if (requiresForbidden(a, b) || requiresForbidden(b, a)) return true
  const [tags, others] = [requiredTags(a, direction), requiredTags(b, direction)]
  return [...tags].some(([name, values]) => {
    const also = others.get(name)
    return also !== undefined && ![...values].some((value) => also.has(value))
  })
}

/** True if the first view requires a property that the second one forbids. */
function requiresForbidden(
  { layout: { required } }: View,
  { alternative, layout: { named, findUnnamed } }: View,
): boolean {
  return required.some(
    ({ name }) =>
      alternative.forbidden.has(name) ||
      (named.get(name) ?? findUnnamed(name))?.schemas.some(({ value }) => value === false),
  )
}

const tagsByView = new WeakMap<View, ReadonlyMap<string, ReadonlySet<string>>>()

/** The listed values of each required property. */
function requiredTags(view: View, direction: Direction): ReadonlyMap<string, ReadonlySet<string>> {
  const known = tagsByView.get(view)
  if (known) return known
  const { layout, side } = view
  const required = new Set(layout.required.map(({ name }) => name))
  const tags = new Map(
    [...layout.named].flatMap(([name, { schemas }]) => {
      const listed = required.has(name) ? listedBy(normalise(schemas, side, direction).alternatives) : undefined
      return listed ? [[name, new Set(listed.map(toCanonical))] as const] : []
    }),
  )
  tagsByView.set(view, tags)
  return tags
}
