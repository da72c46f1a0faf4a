import {
  childrenOf,
  findChild,
  isObject,
  isUnusable,
  keyOf,
  type Node,
  parentOf,
  unusableChildrenOf,
} from '../../../openapi/index.js'
import { type Direction, toCanonical } from '../../../schema/index.js'
import { findPatternTexts } from '../../generate/pattern-texts.js'
import { withValueAt } from '../../mutate/edit.js'
import { findValueMutations } from '../../mutate/operators/value-mutations.js'
import { toJson } from '../../mutate/raw-json.js'
import type { Certainty, Difference } from '../schema/difference.js'
import { fingerprintOf } from '../schema/fingerprint.js'
import type { JsonType } from '../schema/normal.js'
import type { Side } from '../schema/side.js'
import { examplesOf, type View } from '../schema/view.js'

/** Keywords whose meaning is not analysed: where their texts differ, only an example value shows what changed. */
const keywords: readonly { readonly keyword: string; readonly type?: JsonType }[] = [
  ...['not', 'if'].map((keyword) => ({ keyword })),
  ...['contains', 'minContains', 'maxContains', 'unevaluatedItems'].map((keyword) => ({
    keyword,
    type: 'array' as const,
  })),
  ...['patternProperties', 'propertyNames', 'dependentRequired', 'dependentSchemas'].map((keyword) => ({
    keyword,
    type: 'object' as const,
  })),
]

/**
 * True if an opaque keyword applies, so that the value of a property or an item may depend on more than its own
 * schemas.
 */
export function hasOpaque(view: View): boolean {
  return keywords.some(({ keyword }) => view.nodes(keyword).length > 0)
}

/** Compares the keywords whose meaning is not analysed. */
export function* compareOpaque(
  before: View,
  after: View,
  types: ReadonlySet<JsonType>,
  values: Difference['values'],
): Generator<Difference> {
  for (const { keyword, type } of keywords) {
    if (type && !types.has(type)) continue
    const texts = (view: View) =>
      view
        .nodes(keyword)
        .filter((node) => keyword !== 'if' || hasConsequence(node))
        .map((node) => ({ node, text: textOf(node, keyword, view.side) }))
    const [one, other] = [texts(before), texts(after)]
    const without = (from: typeof one, all: typeof one) =>
      from.filter(({ text }) => text === undefined || !all.some((each) => each.text === text))
    const [removed, added] = [without(one, other), without(other, one)]
    // A keyword may stand in several places; they are reported as one difference.
    const [node, next] = [removed[0]?.node, added[0]?.node]
    if (!node && !next) continue
    const effect = node && next ? 'both' : next ? effectOf(keyword, after, before) : effectOf(keyword, before, after)
    const certainty = (isPresent: boolean): Certainty =>
      effect === 'both' || isPresent === (effect === 'forbids') ? 'maybe' : 'no'
    yield {
      keyword,
      kind: !node ? 'added' : !next ? 'removed' : 'changed',
      narrows: certainty(next !== undefined),
      widens: certainty(node !== undefined),
      message: `${keyword === 'if' ? 'the condition in if, then and else' : keyword} ${!node ? 'is new' : next ? 'changed' : 'was removed'}`,
      nodes: { before: node, after: next },
      values,
    }
  }
  yield* compareUnusable(before, after, values)
}

/** True if a condition has a `then` or an `else`; without them it has no effect. */
function hasConsequence(condition: Node): boolean {
  const schema = parentOf(condition)
  return schema !== undefined && ['then', 'else'].some((name) => findChild(schema, name) !== undefined)
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
  const evaluates = !['not', 'propertyNames', 'unevaluatedItems'].includes(keyword)
  return evaluates && has('unevaluatedProperties', 'unevaluatedItems') ? 'both' : 'forbids'
}

/** A text that is equal for keywords with the same meaning. */
function textOf(node: Node, keyword: string, side: Side): string | undefined {
  const { index } = side
  if (keyword === 'if') {
    const schema = parentOf(node)
    const parts = ['then', 'else'].map((name) => schema && findChild(schema, name))
    const texts = [node, ...parts].map((part) => (part ? fingerprintOf(part, index) : 'true'))
    return texts.includes(undefined) ? undefined : texts.join(' ')
  }
  // The schemas of patterns that both sides have are compared separately.
  if (keyword === 'patternProperties') return Object.keys(Object(node.value)).sort().join('\n')
  if (keyword === 'dependentSchemas') {
    const members = childrenOf(node).map(([name, schema]) => `${JSON.stringify(name)} ${fingerprintOf(schema, index)}`)
    return members.sort().join()
  }
  if (keyword === 'dependentRequired') {
    const lists = childrenOf(node).map(([name, list]) => [
      name,
      childrenOf(list)
        .map(([, { value }]) => value)
        .sort(),
    ])
    return toCanonical(Object.fromEntries(lists))
  }
  return typeof node.value === 'object' || typeof node.value === 'boolean'
    ? fingerprintOf(node, index)
    : toCanonical(node.value)
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

/** Maximum number of changes that are tried on one value. */
const maxMutations = 300

/**
 * Values that may show a difference of any keyword: valid ones of both sides, and ones that break a single rule of
 * either side.
 */
export function* anyValues(before: View, after: View, direction: Direction): Generator<unknown> {
  const views = [before, after]
  const valid = views.flatMap((view) => [...view.examples(), ...examplesOf(view.side, view.roots, direction)])
  yield* valid
  yield* [null, true, false, 7, 0, -1, 0.5, 'text', '', [], {}, [7], ['text'], [7, 7]]
  yield* withPatternNames(views, [...valid.filter(isObject), {}], direction)
  for (const { side, roots } of views)
    for (const root of roots)
      for (const base of valid.slice(0, 6)) {
        let count = 0
        for (const mutation of findValueMutations(root, base, { schemas: side.engine, direction })) {
          if (++count > maxMutations) break
          for (const value of mutation.values()) yield* toPlain(value)
        }
      }
  const found = new Map<string, unknown>()
  for (const view of views) collectNames(view, found)
  const names = [...found.keys()].slice(0, maxNames)
  for (const base of [...valid.filter(isObject), {}].slice(0, 3))
    for (let choice = 0; choice < 3 ** names.length; choice++) {
      const others = Object.entries(base).filter(([name]) => !names.includes(name))
      const members = names.flatMap((name, at): [string, unknown][] => {
        const state = Math.floor(choice / 3 ** at) % 3
        if (state === 0) return []
        const value = Object.hasOwn(base, name) ? base[name] : 'text'
        return [[name, state === 1 ? value : (found.get(name) ?? value)]]
      })
      yield Object.fromEntries([...others, ...members])
    }
}

/** Generates objects with a property whose name matches a pattern. */
function* withPatternNames(
  views: readonly View[],
  objects: readonly Readonly<Record<string, unknown>>[],
  direction: Direction,
): Generator<unknown> {
  for (const { side, nodes } of views)
    for (const [pattern, schema] of nodes('patternProperties').flatMap((node) => childrenOf(node)))
      for (const name of findPatternTexts(pattern).slice(0, 2))
        for (const object of objects.slice(0, 3))
          for (const value of [...examplesOf(side, [schema], direction), 'text', 7, null])
            yield withValueAt(object, [name], value)
}

/** Maximum number of properties whose combinations are all tried. */
const maxNames = 5

/** Collects the property names that the keywords mention, each with a value that they list for it. */
function collectNames(view: View, found: Map<string, unknown>): void {
  const add = (name: string, value?: unknown) => found.set(name, value ?? found.get(name))
  const collect = (node: Node): void => {
    for (const [key, child] of childrenOf(node)) {
      if (key === 'required' && Array.isArray(child.value)) for (const name of child.value) add(String(name))
      else if (key === 'dependentRequired')
        for (const [name, list] of childrenOf(child)) for (const each of [name, list.value].flat()) add(String(each))
      else if (key === 'properties' || key === 'dependentSchemas')
        for (const [name, schema] of childrenOf(child)) {
          add(name, Object(schema.value).const ?? [Object(schema.value).enum].flat()[0])
          collect(schema)
        }
      else if (typeof child.value === 'object') collect(child)
    }
  }
  for (const schema of view.alternative.schemas) {
    const parts = ['if', 'then', 'else', 'not'].flatMap((keyword) => findChild(schema, keyword) ?? [])
    for (const part of parts) collect(part)
    if (findChild(schema, 'dependentRequired') ?? findChild(schema, 'dependentSchemas')) collect(schema)
  }
}

/** The value as plain JSON data; empty if it contains numbers beyond doubles. */
function toPlain(value: unknown): unknown[] {
  try {
    let isDouble = true
    const plain: unknown = JSON.parse(toJson(value), (_name, each: unknown) => {
      if (typeof each === 'number' && !Number.isFinite(each)) isDouble = false
      return each
    })
    return isDouble ? [plain] : []
  } catch {
    // `undefined` cannot be written as JSON.
    return []
  }
}
