import { childrenOf, findChild, isObject, type Node } from '../../../openapi/index.js'
import type { Direction } from '../../../schema/index.js'
import { findPatternTexts } from '../../generate/pattern-texts.js'
import { withValueAt } from '../../mutate/edit.js'
import { findValueMutations } from '../../mutate/operators/value-mutations.js'
import { toJson } from '../../mutate/raw-json.js'
import { anyText, findUnmatched } from '../patterns/compare-texts.js'
import { normalise } from '../schema/normal.js'
import { createView, examplesOf, type View } from '../schema/view.js'
import { rulesOf } from './strings.js'

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
  for (const { side, nodes } of views) for (const node of nodes('not')) yield* examplesOf(side, [node], direction)
  yield* [null, true, false, 7, 0, -1, 0.5, 'text', '', [], {}, [7], ['text'], [7, 7]]
  yield* withPatternNames(views, [...valid.filter(isObject), {}], direction)
  yield* withAllowedNames(views, direction)
  yield* withContainedItems(views, direction)
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

/** Maximum number of names that are tried for each `propertyNames`. */
const maxAllowed = 100

/** Generates objects with one property, whose name `propertyNames` allows in one of the views. */
function* withAllowedNames(views: readonly View[], direction: Direction): Generator<unknown> {
  const differing = findDifferingTexts('propertyNames', views, direction)
  for (const { side, nodes, layout } of views)
    for (const node of nodes('propertyNames')) {
      const listed = normalise([node], side, direction).alternatives.flatMap((each) => each.listed ?? [])
      const names = [...differing, ...listed, ...examplesOf(side, [node], direction)].filter(
        (name) => typeof name === 'string',
      )
      for (const name of names.slice(0, maxAllowed))
        for (const value of examplesOf(side, layout.findUnnamed(name)?.schemas ?? [], direction).slice(0, 2))
          yield { [name]: value }
    }
}

/** Maximum number of equal items in a generated array. */
const maxContained = 20

/** Generates arrays of items that `contains` counts in one of the views, about as many as the limits. */
function* withContainedItems(views: readonly View[], direction: Direction): Generator<unknown> {
  const items = [
    ...findDifferingTexts('contains', views, direction),
    ...views.flatMap(({ side, nodes }) =>
      nodes('contains').flatMap((node) => examplesOf(side, [node], direction).slice(0, 4)),
    ),
  ]
  const limits = views.flatMap(({ nodes }) =>
    ['minContains', 'maxContains'].flatMap((keyword) => nodes(keyword).map(({ value }) => Number(value))),
  )
  const lengths = [...new Set([1, ...limits.flatMap((limit) => [limit, limit + 1])])].filter(
    (length) => length <= maxContained,
  )
  for (const length of lengths) {
    yield items.slice(0, length)
    for (const item of items) yield Array.from({ length }, () => item)
  }
}

/** Maximum number of alternatives of each view whose texts are compared. */
const maxTexts = 3

/** Texts that the schemas of a keyword accept in one view only, judging by their patterns and lengths. */
function findDifferingTexts(keyword: string, views: readonly View[], direction: Direction): string[] {
  const [one = [], other = []] = views.map(({ side, nodes }) => {
    const found = nodes(keyword).flatMap((node) =>
      normalise([node], side, direction).alternatives.map((each) => rulesOf(createView(side, [node], each, direction))),
    )
    return found.length > 0 ? found.slice(0, maxTexts) : [anyText]
  })
  return one
    .flatMap((rules) => other.flatMap((others) => [findUnmatched(rules, others), findUnmatched(others, rules)]))
    .filter((text) => typeof text === 'string')
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
