import { childrenOf as childNodes, findChild, isObject, type Node } from '../../../openapi/index.js'
import {
  createPattern,
  type Direction,
  isDirectionError,
  isWrongDirection,
  type Pattern,
} from '../../../schema/index.js'
import { findPatternTexts } from '../../generate/pattern-texts.js'
import { withValueAt } from '../../mutate/edit.js'
import { areEqualPatterns, matchesEverything } from '../patterns/compare-texts.js'
import type { Child } from '../schema/child.js'
import { certaintyOf, type Difference } from '../schema/difference.js'
import { isAnything, normalise } from '../schema/normal.js'
import { type Comparison, examplesOf, type View } from '../schema/view.js'
import { compareLimits, type Default } from './counts.js'

/** Property names that are unlikely to be in any document. They show what the schemas say about unlisted properties. */
const newNames = ['undocumented_property', '~undocumented', 'ZZ9', '_0', '0']

/** What the schemas of one side say about a property. */
interface Property {
  readonly roots: readonly Node[]
  /** True if it is listed in `properties` or matches a pattern, and is meant for this direction. */
  readonly isDocumented: boolean
  readonly isWrongDirection: boolean
  readonly isRequired: boolean
  /** True if no value is allowed. */
  readonly isNever: boolean
  /** True if every value is allowed. */
  readonly isAny: boolean
  /** False if a message with this property is invalid, whatever its value. */
  readonly isAllowed: boolean
}

/** Compares which properties objects must and may have (JSON Schema 2020-12 Validation, 6.5; Core, 10.3.2). */
export function* compareObjects(comparison: Comparison): Generator<Difference> {
  const { before, after } = comparison
  const required = (view: View) => ({ value: requiredNames(view, comparison).size })
  yield* compareLimits(before, after, {
    max: 'maxProperties',
    min: 'minProperties',
    isCertain: !isClosed(before, comparison) && !isClosed(after, comparison),
    least: [required(before), required(after)],
    most: [countOfClosed(before, comparison), countOfClosed(after, comparison)],
    values: () => candidates(comparison),
  })
  for (const name of namesOf(comparison)) yield* compareProperty(name, comparison)
  yield* compareOthers(comparison)
}

/** The places of properties whose schemas are compared. */
export function* childrenOfObjects(comparison: Comparison): Generator<Child> {
  const { before, after } = comparison
  const put = (name: string) => (around: unknown, value: unknown) =>
    isObject(around) ? [withValueAt(around, [name], value)] : []
  for (const name of namesOf(comparison)) {
    const [one, other] = [propertyOf(name, before, comparison), propertyOf(name, after, comparison)]
    // What is ignored in both documents, such as `readOnly` in a request, has no rules here.
    if (one.isWrongDirection && other.isWrongDirection) continue
    if (!one.isAllowed || !other.isAllowed) continue
    // A new or removed property is compared with the rules for unlisted properties that apply to it in the other
    // document.
    if (!one.isDocumented && !one.isWrongDirection && one.isAny) continue
    if (!other.isDocumented && other.isAny) continue
    if (one.roots.length + other.roots.length === 0) continue
    yield { step: name, before: one.roots, after: other.roots, views: { before, after }, put: put(name) }
  }
  const patterns = (view: View) => view.nodes('patternProperties').flatMap((node) => childNodes(node))
  for (const [pattern, schema] of patterns(before))
    for (const [other, next] of patterns(after)) {
      const [sample] = areEqualPatterns(pattern, other) ? findPatternTexts(pattern) : []
      if (sample === undefined) continue
      yield { step: '*', before: [schema], after: [next], views: { before, after }, put: put(sample) }
    }
  const name = newNameOf(comparison)
  if (name === undefined) return
  const [one, other] = [propertyOf(name, before, comparison), propertyOf(name, after, comparison)]
  if (one.isNever || other.isNever || one.roots.length + other.roots.length === 0) return
  yield { step: '*', before: one.roots, after: other.roots, views: { before, after }, put: put(name) }
}

function namesOf({ before, after }: Comparison): Set<string> {
  return new Set(
    [before, after].flatMap(({ layout, alternative }) => [...layout.named.keys(), ...alternative.forbidden]),
  )
}

const requiredCache = new WeakMap<View, ReadonlySet<string>>()

function requiredNames(view: View, { direction }: Comparison): ReadonlySet<string> {
  const names =
    requiredCache.get(view) ??
    new Set(view.layout.required.filter(({ oneWay }) => !isWrongDirection(oneWay, direction)).map(({ name }) => name))
  requiredCache.set(view, names)
  return names
}

const propertyCache = new WeakMap<View, Map<string, Property>>()

function propertyOf(name: string, view: View, comparison: Comparison): Property {
  const cache = propertyCache.get(view) ?? new Map<string, Property>()
  propertyCache.set(view, cache)
  const property = cache.get(name) ?? readProperty(name, view, comparison)
  cache.set(name, property)
  return property
}

function readProperty(name: string, view: View, comparison: Comparison): Property {
  const { side, layout, alternative } = view
  const { direction } = comparison
  const isForbidden = alternative.forbidden.has(name)
  const child = layout.named.get(name) ?? layout.findUnnamed(name)
  const roots = (child?.schemas ?? []).filter((schema) => !isAnything(schema, side))
  const isWrong = isWrongDirection(child?.oneWay, direction)
  const { alternatives, isKnown } = normalise(roots, side, direction)
  const isNever = isForbidden || (isKnown && alternatives.length === 0)
  const { oneWay, schemas: [definition] = [] } = child ?? {}
  const isRefused = isWrong && !!oneWay && !!definition && isDirectionError(oneWay, definition, side.index)
  return {
    roots,
    isDocumented: isForbidden || (!isWrong && hasProperty(view, name)),
    isWrongDirection: isWrong,
    isRequired: requiredNames(view, comparison).has(name),
    isNever,
    isAny: !isForbidden && roots.length === 0,
    isAllowed: !isNever && !isRefused,
  }
}

function hasProperty(view: View, name: string): boolean {
  return view.nodes('properties').some((properties) => findChild(properties, name) !== undefined)
}

/** A name that no property has: it matches only the patterns that every name matches. */
function newNameOf({ before, after }: Comparison): string | undefined {
  const tests = [...narrowPatternsOf(before), ...narrowPatternsOf(after)]
  return newNames.find((name) => tests.every((test) => test.matches(name) === false))
}

const narrowPatterns = new WeakMap<View, readonly Pattern[]>()

/** The patterns of property names that some names do not match. */
function narrowPatternsOf(view: View): readonly Pattern[] {
  const known = narrowPatterns.get(view)
  if (known) return known
  const sources = view.nodes('patternProperties').flatMap(({ value }) => Object.keys(Object(value)))
  const patterns = sources.filter((source) => !matchesEverything(source)).map((source) => createPattern(source))
  narrowPatterns.set(view, patterns)
  return patterns
}

/** True if unlisted properties are forbidden. */
function isClosed(view: View, comparison: Comparison): boolean {
  const name = newNameOf(comparison)
  return name !== undefined && propertyOf(name, view, comparison).isNever
}

/** The number of properties that an object may have if only listed ones are allowed; otherwise infinite. */
function countOfClosed(view: View, comparison: Comparison): Default {
  const isLimited = isClosed(view, comparison) && view.nodes('patternProperties').length === 0
  if (!isLimited) return { value: Number.POSITIVE_INFINITY }
  return { value: [...view.layout.named.keys()].filter((name) => propertyOf(name, view, comparison).isAllowed).length }
}

function* compareProperty(name: string, comparison: Comparison): Generator<Difference> {
  const { before, after, direction } = comparison
  const [one, other] = [propertyOf(name, before, comparison), propertyOf(name, after, comparison)]
  const shown = JSON.stringify(name)
  const base = {
    property: name,
    nodes: { before: nodeOf(name, before), after: nodeOf(name, after) },
    values: () => propertyCandidates(name, one, other, comparison),
  }
  const isNewlyRequired = other.isRequired && !one.isRequired
  const isOptionalNow = one.isRequired && !other.isRequired
  if (one.isNever && other.isNever && one.isRequired === other.isRequired) return
  if (one.isWrongDirection !== other.isWrongDirection) {
    const difference = compareDirections(shown, one, other, direction)
    const hasEffect = difference.narrows === 'yes' || difference.widens === 'yes'
    if (one.isDocumented || other.isDocumented || (hasEffect && !difference.isNewName)) yield { ...base, ...difference }
    return
  }
  if (one.isWrongDirection) return
  if (one.isDocumented !== other.isDocumented) {
    yield { ...base, keyword: 'properties', ...(one.isDocumented ? describeRemoved : describeAdded)(shown, one, other) }
    return
  }
  if (isNewlyRequired || isOptionalNow)
    yield {
      ...base,
      ...{ keyword: 'required', kind: 'changed', before: one.isRequired, after: other.isRequired },
      ...{ narrows: certaintyOf(isNewlyRequired), widens: certaintyOf(isOptionalNow) },
      message: `property ${shown} is ${isNewlyRequired ? 'required now' : 'no longer required'}`,
    }
  if (one.isDocumented && one.isNever !== other.isNever)
    yield {
      ...base,
      ...{ keyword: 'properties', kind: 'changed' },
      ...{ narrows: certaintyOf(other.isNever), widens: certaintyOf(one.isNever) },
      message: `property ${shown} is ${other.isNever ? 'forbidden' : 'allowed'} now`,
    }
}

type Description = Omit<Difference, 'nodes' | 'values' | 'keyword'>

/** Describes a property that the second document does not list. */
function describeRemoved(name: string, before: Property, after: Property): Description {
  const isNewlyRequired = after.isRequired && !before.isRequired
  const isOptionalNow = before.isRequired && !after.isRequired
  const note = before.isRequired ? '; it was required' : isNewlyRequired ? ', and is required now' : ''
  return {
    kind: 'removed',
    narrows: certaintyOf(isNewlyRequired || (after.isNever && !before.isNever)),
    widens: certaintyOf(isOptionalNow || (!after.isNever && after.isAny && !before.isAny)),
    message: before.isNever ? `property ${name} is no longer forbidden` : `property ${name} was removed${note}`,
  }
}

/** Describes a property that the first document does not list. */
function describeAdded(name: string, before: Property, after: Property): Description {
  const isNewlyRequired = after.isRequired && !before.isRequired
  const isOptionalNow = before.isRequired && !after.isRequired
  const note = isOptionalNow ? ', which is no longer required' : ''
  return {
    kind: 'added',
    narrows: certaintyOf(isNewlyRequired || (before.isAny && !after.isAny)),
    widens: certaintyOf(isOptionalNow || (before.isNever && !after.isNever)),
    isNewName: !before.isRequired && !isNewlyRequired && !after.isNever,
    message: after.isNever
      ? `property ${name} is forbidden now`
      : `new ${isNewlyRequired ? 'required ' : ''}property ${name}${note}`,
  }
}

/** Describes a property that only one document leaves out of the messages of a direction, as `readOnly` or `writeOnly`. */
function compareDirections(
  name: string,
  before: Property,
  after: Property,
  direction: Direction,
): Omit<Difference, 'nodes' | 'values'> {
  const keyword = direction === 'request' ? 'readOnly' : 'writeOnly'
  const isNewlyRequired = after.isRequired && !before.isRequired
  const isOptionalNow = before.isRequired && !after.isRequired
  const isUnlisted = !before.isDocumented && !before.isWrongDirection
  const allowance = after.isAllowed ? 'do not need' : 'must not have'
  const message = after.isWrongDirection
    ? `property ${name} is ${keyword} now, so ${direction}s ${allowance} it`
    : after.isDocumented
      ? `property ${name} is no longer ${keyword}: it is part of ${direction}s now`
      : `property ${name} was removed; it was ${keyword}`
  return {
    ...{ keyword, kind: 'changed', before: before.isWrongDirection, after: after.isWrongDirection },
    narrows: certaintyOf(
      isNewlyRequired ||
        (before.isAllowed && !after.isAllowed) ||
        // The schemas of an unlisted property that allows every value are not compared.
        (isUnlisted && before.isAny && !after.isAny),
    ),
    widens: certaintyOf(isOptionalNow || (!before.isAllowed && after.isAllowed)),
    isNewName: isUnlisted && !before.isRequired && before.isAllowed,
    message: isNewlyRequired ? `${message}, and required` : message,
  }
}

function nodeOf(name: string, view: View): Node | undefined {
  const [schema] = view.layout.named.get(name)?.schemas ?? []
  return schema ?? view.nodes('properties')[0] ?? view.alternative.schemas[0]
}

/** Compares whether unlisted properties are allowed. */
function* compareOthers(comparison: Comparison): Generator<Difference> {
  const { before, after } = comparison
  const [one, other] = [isClosed(before, comparison), isClosed(after, comparison)]
  if (one === other) return
  // `propertyNames` may allow only names that are listed anyway.
  const isCertain = [before, after].every((view) => view.nodes('propertyNames').length === 0)
  const certainty = (isTrue: boolean) => (isTrue && !isCertain ? 'maybe' : certaintyOf(isTrue))
  const node = (view: View) =>
    [...view.nodes('additionalProperties'), ...view.nodes('unevaluatedProperties')][0] ?? view.alternative.schemas[0]
  yield {
    keyword: [before, after].some((view) => view.nodes('additionalProperties').some(({ value }) => value === false))
      ? 'additionalProperties'
      : 'unevaluatedProperties',
    kind: 'changed',
    narrows: certainty(other),
    widens: certainty(one),
    message: other
      ? 'properties that are not listed are forbidden now'
      : 'properties that are not listed are allowed now',
    before: !one,
    after: !other,
    nodes: { before: node(before), after: node(after) },
    values: () => candidates(comparison),
  }
}

function objectsOf({ before, after }: Comparison): Record<string, unknown>[] {
  const found = [before, after].flatMap((view) => view.examples()).filter(isObject)
  return found.length > 0 ? found : [{}]
}

/** Generates objects with and without one property. */
function* propertyCandidates(name: string, one: Property, other: Property, comparison: Comparison): Generator<unknown> {
  const { before, after, direction } = comparison
  function* values(): Generator<unknown> {
    yield* examplesOf(after.side, other.isNever ? [] : other.roots, direction)
    yield* examplesOf(before.side, one.isNever ? [] : one.roots, direction)
    yield* ['text', 7, 0.5, true, null, [], {}]
  }
  for (const object of objectsOf(comparison)) {
    yield Object.fromEntries(Object.entries(object).filter(([each]) => each !== name))
    for (const value of values()) yield withValueAt(object, [name], value)
  }
}

/** Generates objects with more and with fewer properties. */
function* candidates(comparison: Comparison): Generator<unknown> {
  const { before, after, direction } = comparison
  const objects = objectsOf(comparison)
  yield* objects
  const patterns = [before, after].flatMap((view) =>
    view.nodes('patternProperties').flatMap(({ value }) => Object.keys(Object(value))),
  )
  const names = [...newNames, ...patterns.flatMap((pattern) => [...findPatternTexts(pattern)].slice(0, 2))]
  for (const object of objects)
    for (const name of names) {
      const roots = [before, after].flatMap((view) => {
        const found = view.layout.findUnnamed(name)?.schemas ?? []
        return examplesOf(view.side, found, direction)
      })
      for (const value of ['text', 7, true, null, [], {}, ...roots]) yield withValueAt(object, [name], value)
    }
  const limits = [before, after].flatMap((view) =>
    ['minProperties', 'maxProperties'].flatMap((keyword) => view.nodes(keyword).map(({ value }) => Number(value))),
  )
  for (const object of objects) {
    const entries = Object.entries(object)
    const [[, sample] = ['', 'text']] = entries
    for (const limit of limits)
      for (const size of [limit, limit + 1, limit - 1]) {
        if (size < 0 || size > 1000) continue
        const more = Array.from({ length: Math.max(0, size - entries.length) }, (_, index): [string, unknown] => [
          `name${index}`,
          sample,
        ])
        yield Object.fromEntries([...entries, ...more].slice(0, size))
      }
    for (const name of Object.keys(object)) yield Object.fromEntries(entries.filter(([each]) => each !== name))
  }
}
