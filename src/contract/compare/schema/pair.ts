import type { Node } from '../../../openapi/index.js'
import { type Direction, toCanonical } from '../../../schema/index.js'
import { describeChoice } from '../../../text/describe-value.js'
import { childrenOfArrays, compareArrays } from './arrays.js'
import type { Child } from './child.js'
import { type Certainty, certaintyOf, type Difference } from './difference.js'
import { compareExclusion } from './exclusion.js'
import { fingerprintOf } from './fingerprint.js'
import { matchAlternatives } from './match.js'
import { type Alternative, type JsonType, jsonTypes, type Normal, normalise, unique } from './normal.js'
import { compareAnnotations, compareWords, type WordDifference } from './notes.js'
import { compareNumberRanges } from './numbers.js'
import { childrenOfObjects, compareObjects } from './objects.js'
import { anyValues, compareOpaque, hasOpaque } from './opaque.js'
import { accepts, type Mode, type Side, type SideName } from './side.js'
import { compareStrings } from './strings.js'
import { type Comparison, createView, examplesOf, type View } from './view.js'

/** The schemas of one place in both documents. */
export interface Place {
  readonly before: readonly Node[]
  readonly after: readonly Node[]
  readonly direction: Direction
  readonly mode: Mode
}

export interface Sides {
  readonly before: Side
  readonly after: Side
}

/** A place, what differs there, and the places inside of it. */
export interface Pair extends Place {
  readonly differences: readonly Difference[]
  readonly words: readonly WordDifference[]
  readonly children: readonly PairChild[]
}

export interface PairChild extends Child {
  /** True if a value of the child can be judged without the values around it. */
  readonly isIndependent: boolean
}

/** Types that a text cannot stand for. */
const structured: readonly JsonType[] = ['array', 'object']

/** Compares the schemas of one place, without what is inside of it. */
export function comparePlace(place: Place, sides: Sides): Pair {
  const { direction } = place
  const before = normalise(place.before, sides.before, direction)
  const after = normalise(place.after, sides.after, direction)
  const differences: Difference[] = [...compareAnnotations(before, after, sides, place.mode === 'text')]
  const words = [...compareWords(before, after, sides)]
  if (!before.isKnown || !after.isKnown) {
    differences.push(...compareUnknown(place, before, after, sides))
    return { ...place, differences, words, children: [] }
  }
  const views = {
    before: before.alternatives.map((each) => createView(sides.before, place.before, each, direction)),
    after: after.alternatives.map((each) => createView(sides.after, place.after, each, direction)),
  }
  const children: PairChild[] = []
  const types = typesBySide(views)
  differences.push(...compareTypes(place, types, views, sides))
  const matched = new Set<string>()
  for (const type of jsonTypes) {
    if (!types.before.has(type) || !types.after.has(type) || type === 'null') continue
    const ofType = (list: readonly View[]) => list.filter(({ alternative }) => alternative.types.has(type))
    compareType(type, ofType(views.before), ofType(views.after))
  }
  differences.push(...compareExclusion(views.before, views.after, place, sides, differences.length > 0))
  return { ...place, differences, words, children }

  function compareType(type: JsonType, one: readonly View[], other: readonly View[]): void {
    const split = (list: readonly View[]): Split => ({
      listed: list.filter(({ alternative }) => alternative.listed),
      open: list.filter(({ alternative }) => !alternative.listed),
    })
    const [first, second] =
      type === 'boolean'
        ? [
            { listed: one, open: [] },
            { listed: other, open: [] },
          ]
        : [split(one), split(other)]
    differences.push(...compareListed(type, place, first, second, sides))
    const [openBefore, openAfter] = [first.open, second.open]
    if (openBefore.length === 0 || openAfter.length === 0) return
    const { pairs, removed, added } = matchAlternatives(openBefore, openAfter)
    const isAlone = pairs.length === 1 && one.length === 1 && other.length === 1
    for (const [from, to] of pairs) {
      const comparison: Comparison = { before: from, after: to, type, direction, mode: place.mode }
      const found = [...compareByType(comparison)]
      const key = `${openBefore.indexOf(from)} ${openAfter.indexOf(to)} ${views.before.indexOf(from)}`
      if (!matched.has(key)) {
        matched.add(key)
        const shared = new Set([...from.alternative.types].filter((each) => to.alternative.types.has(each)))
        found.push(...compareOpaque(from, to, shared, () => anyValues(from, to, direction)))
      }
      // With several alternatives, another one may accept what this one no longer does.
      differences.push(...(isAlone ? found : found.map(toUncertain)))
      const isIndependent = isAlone && !hasOpaque(from) && !hasOpaque(to)
      for (const child of childrenOf(comparison)) children.push({ ...child, isIndependent })
    }
    differences.push(...compareAlternatives(removed, added, sides, place))
  }
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

interface Views {
  readonly before: readonly View[]
  readonly after: readonly View[]
}

function typesBySide({ before, after }: Views): Record<keyof Views, ReadonlySet<JsonType>> {
  const typesOf = (views: readonly View[]) => new Set(views.flatMap(({ alternative }) => [...alternative.types]))
  return { before: typesOf(before), after: typesOf(after) }
}

/** Compares which types a value may have; null is named on its own, because it is the most common change. */
function* compareTypes(
  place: Place,
  types: Record<keyof Views, ReadonlySet<JsonType>>,
  views: Views,
  sides: Sides,
): Generator<Difference> {
  const { mode, direction } = place
  const removed = jsonTypes.filter((type) => types.before.has(type) && !types.after.has(type))
  const added = jsonTypes.filter((type) => types.after.has(type) && !types.before.has(type))
  if (removed.length + added.length === 0) return
  const isText = (type: JsonType) => mode === 'text' && !structured.includes(type)
  // In text, a string allows what a number or a boolean allows.
  const isFree = (list: readonly View[]) =>
    list.some(
      ({ alternative, nodes }) =>
        alternative.types.has('string') &&
        !alternative.listed &&
        !['pattern', 'format', 'minLength', 'maxLength', 'not'].some((keyword) => nodes(keyword).length > 0),
    )
  const certainty = (list: readonly JsonType[], from: SideName): Certainty => {
    const to = from === 'before' ? 'after' : 'before'
    const left = list.filter((type) => !(isText(type) && isFree(views[to])))
    if (left.length === 0) return 'no'
    if (!left.every((type) => isText(type)) || views[to].length === 0) return 'yes'
    const all = left.flatMap((type) => listOfType(type, views[from]))
    if (!all.every((value) => value !== undefined)) return 'maybe'
    return certaintyOf(!all.every((value) => accepts(sides[to], place[to], value, direction, mode)))
  }
  const nodes = { before: typeNode(views.before), after: typeNode(views.after) }
  const values = () => [
    ...[...views.before, ...views.after].flatMap((view) => view.examples()),
    ...examplesOf(sides.before, place.before, direction),
    ...examplesOf(sides.after, place.after, direction),
    ...[null, true, 7, 0.5, 'text', '7', [], {}],
  ]
  const keyword = 'type'
  const isNull = (list: readonly JsonType[]) => list.includes('null')
  const all = [nameTypes(types.before, views.before), nameTypes(types.after, views.after)]
  const base = { keyword, nodes, values, before: all[0], after: all[1] }
  const others = { removed: removed.filter((type) => type !== 'null'), added: added.filter((type) => type !== 'null') }
  const isOnlyNull = others.removed.length + others.added.length === 0
  if (isNull(added) && types.before.size > 0 && (isOnlyNull || types.before.size < 5))
    yield {
      ...base,
      kind: 'added',
      narrows: 'no',
      widens: certainty(['null'], 'after'),
      message: 'null is allowed now',
    }
  if (isNull(removed) && types.after.size > 0 && (isOnlyNull || types.before.size < 6))
    yield {
      ...base,
      kind: 'removed',
      narrows: certainty(['null'], 'before'),
      widens: 'no',
      message: 'null is no longer allowed',
    }
  if (isOnlyNull && types.before.size > 0 && types.after.size > 0) return
  yield {
    ...base,
    kind: 'changed',
    narrows: certainty(removed, 'before'),
    widens: certainty(added, 'after'),
    message: `type changed from ${all[0]} to ${all[1]}`,
  }
}

/** The values of a type; `undefined` among them for those that are not listed. */
function listOfType(type: JsonType, views: readonly View[]): unknown[] {
  if (type === 'boolean') return [true, false]
  if (type === 'null') return [null]
  return views
    .filter(({ alternative }) => alternative.types.has(type))
    .flatMap(({ alternative: { listed } }) => listed?.filter((value) => isOfType(value, type)) ?? [undefined])
}

function nameTypes(types: ReadonlySet<JsonType>, views: readonly View[]): string {
  if (types.size === 6) return 'any'
  const isInteger = views.every(({ alternative }) => !alternative.types.has('number') || alternative.isInteger)
  const names = jsonTypes
    .filter((type) => types.has(type))
    .map((type) => (type === 'number' && isInteger ? 'integer' : type))
  const ordered = [...names.filter((name) => name !== 'null'), ...names.filter((name) => name === 'null')]
  return ordered.join(' or ') || 'none: no value is valid'
}

function typeNode(views: readonly View[]): Node | undefined {
  const [view] = views
  return view && (view.nodes('type')[0] ?? view.alternative.schemas[0])
}

/** Alternatives of one type that list their values, and those with others. */
interface Split {
  readonly listed: readonly View[]
  readonly open: readonly View[]
}

/** Compares listed values, each by evaluation, with the values of the other side. */
function* compareListed(
  type: JsonType,
  { before, after, direction, mode }: Place,
  first: Split,
  second: Split,
  sides: Sides,
): Generator<Difference> {
  const [openBefore, openAfter] = [first.open, second.open]
  const listOf = (views: readonly View[]) =>
    unique(views.flatMap(({ alternative }) => alternative.listed ?? [])).filter((value) => isOfType(value, type))
  const both = [true, false]
  const [one, other] =
    type === 'boolean'
      ? [
          both.filter((value) => accepts(sides.before, before, value, direction, 'json')),
          both.filter((value) => accepts(sides.after, after, value, direction, 'json')),
        ]
      : [listOf(first.listed), listOf(second.listed)]
  if (one.length + other.length === 0) return
  const nodes = {
    before: listNode(first.listed) ?? typeNode(openBefore),
    after: listNode(second.listed) ?? typeNode(openAfter),
  }
  const base = { keyword: 'enum', nodes }
  const removed = one.filter((value) => !accepts(sides.after, after, value, direction, mode))
  const added = other.filter((value) => !accepts(sides.before, before, value, direction, mode))
  const others = () => [
    ...[...openBefore, ...openAfter].flatMap((view) => view.examples()),
    ...(type === 'string' ? ['text', 'a', '', 'unlisted', ...[...one, ...other].map((value) => `${value}x`)] : []),
    ...(type === 'number' ? [7, 0, 0.5, -1, 1e6, ...[...one, ...other].map((value) => Number(value) + 1)] : []),
    ...(type === 'object' ? [{}] : []),
    ...(type === 'array' ? [[]] : []),
  ]
  const isListed = openBefore.length === 0
  const willBeListed = openAfter.length === 0
  if (isListed !== willBeListed) {
    const list = describeChoice(isListed ? one : other)
    yield {
      ...base,
      kind: isListed ? 'removed' : 'added',
      narrows: willBeListed ? 'yes' : certaintyOf(removed.length > 0),
      widens: isListed ? 'yes' : certaintyOf(added.length > 0),
      message: isListed ? `other values than ${list} are allowed now` : `only ${list} is allowed now`,
      ...(isListed && { before: one }),
      ...(willBeListed && { after: other }),
      values: () => [...others(), ...removed, ...added],
    }
    return
  }
  const lists = { before: one, after: other }
  if (removed.length > 0)
    yield {
      ...base,
      ...lists,
      kind: 'removed',
      narrows: 'yes',
      widens: 'no',
      message: `${listed(removed)} removed`,
      values: () => removed,
    }
  if (added.length > 0)
    yield {
      ...base,
      ...lists,
      kind: 'added',
      narrows: 'no',
      widens: 'yes',
      message: `new ${named(added)}`,
      values: () => added,
    }
}

function isOfType(value: unknown, type: JsonType): boolean {
  const isNumber = typeof value === 'number' || toCanonical(value).match(/^-?\d/) !== null
  if (type === 'number') return isNumber
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value) && !isNumber
  return typeof value === type
}

function listNode(views: readonly View[]): Node | undefined {
  return views.flatMap((view) => [...view.nodes('enum'), ...view.nodes('const')])[0]
}

const named = (values: readonly unknown[]) =>
  `${values.length === 1 ? 'value' : 'values'} ${values
    .slice(0, 10)
    .map((value) => JSON.stringify(value))
    .join(', ')}${values.length > 10 ? ', …' : ''}`

const listed = (values: readonly unknown[]) => `${named(values)} ${values.length === 1 ? 'was' : 'were'}`

/** Alternatives without a counterpart: whether another one accepts the same values, only values show. */
function* compareAlternatives(
  removed: readonly View[],
  added: readonly View[],
  sides: Sides,
  { before, after, direction }: Place,
): Generator<Difference> {
  const all = () => [...examplesOf(sides.before, before, direction), ...examplesOf(sides.after, after, direction)]
  for (const view of removed)
    yield {
      ...{ keyword: 'anyOf', kind: 'removed', narrows: 'maybe', widens: 'no' },
      message: `alternative ${nameOf(view.alternative)} was removed`,
      nodes: { before: view.alternative.branches.at(-1) ?? view.alternative.schemas[0], after: after[0] },
      values: () => [...view.examples(), ...all()],
    }
  for (const view of added)
    yield {
      ...{ keyword: 'anyOf', kind: 'added', narrows: 'no', widens: 'maybe' },
      message: `new alternative ${nameOf(view.alternative)}`,
      nodes: { before: before[0], after: view.alternative.branches.at(-1) ?? view.alternative.schemas[0] },
      values: () => [...view.examples(), ...all()],
    }
}

function nameOf({ schemas, types }: Alternative): string {
  const component = schemas.find(({ pointer }) => /\/components\/schemas\/[^/]+$/.test(pointer))
  return component ? JSON.stringify(component.pointer.split('/').at(-1)) : `of type ${[...types].join(' or ')}`
}

/** Schemas with too many alternatives, or with a `$dynamicRef`: equal texts are equal schemas, anything else is not known. */
function* compareUnknown(
  { before, after, direction }: Place,
  one: Normal,
  other: Normal,
  sides: Sides,
): Generator<Difference> {
  const texts = (roots: readonly Node[], side: Side) => roots.map((root) => fingerprintOf(root, side.index))
  const [first, second] = [texts(before, sides.before), texts(after, sides.after)]
  if (!first.includes(undefined) && toCanonical(first) === toCanonical(second)) return
  yield {
    ...{ keyword: 'schema', kind: 'changed', narrows: 'maybe', widens: 'maybe' },
    message: 'a schema changed that is too complex to take apart',
    nodes: { before: one.roots[0], after: other.roots[0] },
    values: () => [...examplesOf(sides.before, before, direction), ...examplesOf(sides.after, after, direction)],
  }
}
