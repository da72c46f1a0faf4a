import { childrenOf, isObject, isUnusable, keyOf, type Node, unusableChildrenOf } from '../../../openapi/index.js'
import { type Direction, toCanonical } from '../../../schema/index.js'
import { findValueMutations } from '../../mutate/operators/value-mutations.js'
import { toJson } from '../../mutate/raw-json.js'
import type { Certainty, Difference } from '../schema/difference.js'
import { fingerprintOf } from '../schema/fingerprint.js'
import type { JsonType } from '../schema/normal.js'
import type { Side } from '../schema/side.js'
import type { View } from '../schema/view.js'
import { examplesOf } from '../schema/view.js'

/** Keywords whose meaning is not taken apart: where their texts differ, only an example value shows what changed. */
const keywords: readonly { readonly keyword: string; readonly type?: JsonType }[] = [
  ...['not', 'if', 'then', 'else', '$dynamicRef'].map((keyword) => ({ keyword })),
  ...['contains', 'minContains', 'maxContains', 'unevaluatedItems'].map((keyword) => ({
    keyword,
    type: 'array' as const,
  })),
  ...['patternProperties', 'propertyNames', 'dependentRequired', 'dependentSchemas'].map((keyword) => ({
    keyword,
    type: 'object' as const,
  })),
]

/** True if the value of a property or an item may depend on more than its own schemas. */
export function hasOpaque(view: View): boolean {
  return keywords.some(({ keyword }) => view.nodes(keyword).length > 0)
}

/** Compares the keywords that are not taken apart. */
export function* compareOpaque(
  before: View,
  after: View,
  types: ReadonlySet<JsonType>,
  values: Difference['values'],
): Generator<Difference> {
  for (const { keyword, type } of keywords) {
    if (type && !types.has(type)) continue
    const texts = (view: View) => view.nodes(keyword).map((node) => ({ node, text: textOf(node, keyword, view.side) }))
    const [one, other] = [texts(before), texts(after)]
    const without = (from: typeof one, all: typeof one) =>
      from.filter(({ text }) => text === undefined || !all.some((each) => each.text === text))
    const [removed, added] = [without(one, other), without(other, one)]
    // One difference for a keyword: it may stand in several places.
    const [node, next] = [removed[0]?.node, added[0]?.node]
    if (!node && !next) continue
    const either: Certainty = 'maybe'
    yield {
      keyword,
      kind: !node ? 'added' : !next ? 'removed' : 'changed',
      narrows: next || keyword === 'then' || keyword === 'else' ? either : 'no',
      widens: node || keyword === 'if' ? either : 'no',
      message: `${keyword} ${!node ? 'is new' : next ? 'changed' : 'was removed'}`,
      nodes: { before: node, after: next },
      values,
    }
  }
  yield* compareUnusable(before, after, values)
}

/** A text that is the same for keywords that say the same. */
function textOf(node: Node, keyword: string, { index }: Side): string | undefined {
  // The schemas of patterns that both sides have are compared on their own.
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

/** Parts that break the specification, so that no value is checked by them. */
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

/** Places of a value that are changed. */
const maxMutations = 300

/** Values of many kinds for keywords of any meaning: valid ones of both sides, and what breaks one rule of either side. */
export function* anyValues(before: View, after: View, direction: Direction): Generator<unknown> {
  const views = [before, after]
  const valid = views.flatMap((view) => [...view.examples(), ...examplesOf(view.side, view.roots, direction)])
  yield* valid
  yield* [null, true, false, 7, 0, -1, 0.5, 'text', '', [], {}, [7], ['text'], [7, 7]]
  for (const { side, roots } of views)
    for (const root of roots)
      for (const base of valid.slice(0, 6)) {
        let count = 0
        for (const mutation of findValueMutations(root, base, { schemas: side.engine, direction })) {
          if (++count > maxMutations) break
          for (const value of mutation.values()) yield* toPlain(value)
        }
      }
  const names = [...new Set(views.flatMap(namesIn))].slice(0, maxNames)
  for (const base of [...valid.filter(isObject), {}].slice(0, 3))
    for (let choice = 0; choice < 2 ** names.length; choice++) {
      const isChosen = (name: string) => Math.floor(choice / 2 ** names.indexOf(name)) % 2 === 1
      const others = Object.entries(base).filter(([name]) => !names.includes(name))
      const value = (name: string) => (Object.hasOwn(base, name) ? base[name] : 'text')
      yield Object.fromEntries([...others, ...names.filter(isChosen).map((name) => [name, value(name)])])
    }
}

/** Properties of which every combination is tried. */
const maxNames = 6

/** The names of properties that the keywords speak of. */
function namesIn(view: View): string[] {
  const names = new Set<string>()
  const collect = (node: Node): void => {
    if (typeof node.value === 'string') names.add(node.value)
    for (const [key, child] of childrenOf(node)) {
      if (key === 'required') collect(child)
      else if (typeof child.value === 'object') {
        if (/\/(?:properties|dependentRequired|dependentSchemas)$/.test(node.pointer)) names.add(key)
        collect(child)
      } else if (/\/(?:required|dependentRequired\/[^/]+)$/.test(node.pointer)) collect(child)
    }
  }
  for (const keyword of ['dependentRequired', 'dependentSchemas', 'if', 'then', 'else', 'not'])
    for (const node of view.nodes(keyword)) collect(node)
  return [...names]
}

/** The value without pieces of JSON that no value stands for; nothing for numbers beyond doubles. */
function toPlain(value: unknown): unknown[] {
  try {
    let isDouble = true
    const plain: unknown = JSON.parse(toJson(value), (_name, each: unknown) => {
      if (typeof each === 'number' && !Number.isFinite(each)) isDouble = false
      return each
    })
    return isDouble ? [plain] : []
  } catch {
    // `undefined` has no JSON text.
    return []
  }
}
