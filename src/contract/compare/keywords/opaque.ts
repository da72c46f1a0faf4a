import {
  childrenOf,
  findChild,
  isUnusable,
  keyOf,
  type Node,
  nodeKey,
  parentOf,
  unusableChildrenOf,
} from '../../../openapi/index.js'
import { exactValueOf, toCanonical } from '../../../schema/index.js'
import { areEqualPatterns, matchesEverything } from '../patterns/compare-texts.js'
import type { Certainty, Difference, Effect } from '../schema/difference.js'
import { fingerprintOf } from '../schema/fingerprint.js'
import { type JsonType, ruleNamesOf } from '../schema/normal.js'
import type { IsWithin } from '../schema/side.js'
import type { View } from '../schema/view.js'
import { compareConditions, conditionsOf } from './conditions.js'

/**
 * Keywords whose meaning is analysed only in part: where their texts differ, often only an example value shows what
 * changed.
 */
const keywords: readonly { readonly keyword: string; readonly type?: JsonType }[] = [
  { keyword: 'not' },
  ...['contains', 'minContains', 'maxContains'].map((keyword) => ({ keyword, type: 'array' as const })),
  ...['patternProperties', 'propertyNames'].map((keyword) => ({ keyword, type: 'object' as const })),
]

/**
 * True if an opaque keyword applies, so that the value of a property or an item may depend on more than its own
 * schemas.
 */
export function hasOpaque(view: View): boolean {
  return keywords.some(({ keyword }) => view.nodes(keyword).length > 0) || conditionsOf(view).length > 0
}

/** Compares the keywords whose meaning is analysed only in part, and parts that break the specification. */
export function* compareOpaque(
  before: View,
  after: View,
  types: ReadonlySet<JsonType>,
  isWithin: IsWithin,
  values: Difference['values'],
): Generator<Difference> {
  for (const { keyword, type } of keywords)
    if (!type || types.has(type)) yield* compareKeyword(keyword, before, after, isWithin, values)
  yield* compareConditions(before, after, types, isWithin, values)
  yield* compareUnusable(before, after, values)
}

function* compareKeyword(
  keyword: string,
  before: View,
  after: View,
  isWithin: IsWithin,
  values: Difference['values'],
): Generator<Difference> {
  if (keyword === 'not' && forbiddenText(before) === forbiddenText(after)) return
  const isOfNames = keyword === 'patternProperties'
  const texts = (view: View): { node: Node; text: string | undefined }[] =>
    view.nodes(keyword).flatMap((node) => {
      if (!isOfNames) return [{ node, text: textOf(node, view) }]
      // The schemas of patterns that both sides have are compared separately, like those of all names.
      const patterns = Object.keys(Object(node.value)).filter((pattern) => !matchesEverything(pattern))
      return patterns.map((text) => ({ node, text }))
    })
  const isEqual = (one: string, other = '') => one === other || (isOfNames && areEqualPatterns(one, other))
  const [one, other] = [texts(before), texts(after)]
  const without = (from: typeof one, all: typeof one) =>
    from.filter(({ text }) => text === undefined || !all.some((each) => isEqual(text, each.text)))
  const [removed, added] = [without(one, other), without(other, one)]
  // A keyword may stand in several places; they are reported as one difference.
  const [node, next] = [removed[0]?.node, added[0]?.node]
  if (!node && !next) return
  const isSingle = removed.length === 1 && added.length === 1
  const effects =
    node && next
      ? isSingle
        ? compareSchemas(keyword, { node, view: before }, { node: next, view: after }, isWithin)
        : bothEffects
      : toEffects(next ? effectOf(keyword, after, before) : effectOf(keyword, before, after), next !== undefined)
  yield {
    keyword,
    kind: !node ? 'added' : !next ? 'removed' : 'changed',
    ...effects,
    // Without quotes, `not changed` says the opposite.
    message: `${keyword === 'not' ? '"not"' : keyword} ${!node ? 'is new' : next ? 'changed' : 'was removed'}`,
    nodes: { before: node, after: next },
    values,
  }
}

type Effects = Pick<Difference, Effect>

const bothEffects: Effects = { narrows: 'maybe', widens: 'maybe' }

interface Located {
  readonly node: Node
  readonly view: View
}

/** The effects of another schema in `not`, `contains` or `propertyNames`. */
function compareSchemas(keyword: string, before: Located, after: Located, isWithin: IsWithin): Effects {
  const meaning = meaningOf(keyword, before, after)
  if (!meaning) return bothEffects
  const toSchemas = ({ node, view: { side } }: Located) => ({ side, roots: [node] })
  const [one, other] = [toSchemas(before), toSchemas(after)]
  const certainty = (isImpossible: boolean): Certainty => (isImpossible ? 'no' : 'maybe')
  const [shrinks, grows] = [certainty(isWithin(one, other)), certainty(isWithin(other, one))]
  return meaning === 'forbids' ? { narrows: grows, widens: shrinks } : { narrows: shrinks, widens: grows }
}

/** Whether a keyword allows or forbids what its schema accepts; `undefined` if it may do both. */
function meaningOf(keyword: string, before: Located, after: Located): 'allows' | 'forbids' | undefined {
  if (keyword === 'not') return 'forbids'
  if (keyword === 'propertyNames') return 'allows'
  if (keyword !== 'contains') return undefined
  const limits = (name: string) => [before, after].map(({ node }) => findChild(parentOf(node) ?? node, name)?.value)
  if (limits('maxContains').every((value) => value === undefined)) return 'allows'
  const isAtLeast = limits('minContains').some((value) => value !== 0)
  const hasUnevaluated = [before, after].some(({ view }) => view.nodes('unevaluatedItems').length > 0)
  return isAtLeast || hasUnevaluated ? undefined : 'forbids'
}

function toEffects(effect: 'forbids' | 'allows' | 'both', isNew: boolean): Effects {
  const certainty = (isPresent: boolean): Certainty =>
    effect === 'both' || isPresent === (effect === 'forbids') ? 'maybe' : 'no'
  return { narrows: certainty(isNew), widens: certainty(!isNew) }
}

/**
 * The effect of a keyword that only one of the views has: it forbids values, it allows values that were forbidden, or
 * both.
 */
function effectOf(keyword: string, view: View, without: View): 'forbids' | 'allows' | 'both' {
  const has = (...names: readonly string[]) => names.some((name) => view.nodes(name).length > 0)
  // JSON Schema 2020-12 Core, 10.3.2.3: properties that match a pattern are not additional ones.
  if (keyword === 'patternProperties' && has('additionalProperties'))
    return without.nodes('additionalProperties').some(({ value }) => value === false) ? 'allows' : 'both'
  // JSON Schema 2020-12 Validation, 6.4.5: if `minContains` is 0, `contains` requires nothing.
  if (keyword === 'minContains' && view.nodes(keyword).some(({ value }) => value === 0)) return 'allows'
  // JSON Schema 2020-12 Core, 11: what another keyword evaluates is not unevaluated.
  const evaluates = !['not', 'propertyNames'].includes(keyword)
  return evaluates && has('unevaluatedProperties', 'unevaluatedItems') ? 'both' : 'forbids'
}

/** A text that is equal for keywords with the same meaning. */
function textOf(node: Node, { side: { index } }: View): string | undefined {
  return typeof node.value === 'object' || typeof node.value === 'boolean'
    ? fingerprintOf(node, index)
    : toCanonical(node.value)
}

/** A text for what `not` forbids. It does not matter whether it forbids several things at once or one by one. */
function forbiddenText(view: View): string {
  const { side } = view
  const read = (node: Node): readonly string[] => {
    const [rule = '', second] = ruleNamesOf(node, side)
    const only = second === undefined ? findChild(node, rule) : undefined
    const list = only ? childrenOf(only).map(([, each]) => each) : []
    if (rule === 'anyOf' && only) return list.flatMap(read)
    if (rule === 'enum' && only) return list.map((each) => toCanonical(exactValueOf(each)))
    if (rule === 'const' && only) return [toCanonical(exactValueOf(only))]
    return [fingerprintOf(node, side.index) ?? nodeKey(node)]
  }
  return [...new Set(view.nodes('not').flatMap(read))].sort().join()
}

/** Compares parts that break the specification, so that values cannot be checked against them. */
function* compareUnusable(before: View, after: View, values: Difference['values']): Generator<Difference> {
  const parts = (view: View) =>
    view.alternative.schemas.flatMap((schema) => [
      ...(isUnusable(schema) ? [schema] : []),
      ...unusableChildrenOf(schema),
    ])
  const [one, other] = [parts(before), parts(after)]
  const texts = (nodes: readonly Node[]) =>
    nodes
      .map((node) => `${keyOf(node)} ${toCanonical(node.value)}`)
      .sort()
      .join()
  if (texts(one) === texts(other)) return
  yield {
    keyword: [...other, ...one].slice(0, 1).map(keyOf).join(''),
    kind: 'changed',
    narrows: 'maybe',
    widens: 'maybe',
    message: 'a part that breaks the specification changed, and was not compared',
    nodes: { before: one[0], after: other[0] },
    values,
  }
}
