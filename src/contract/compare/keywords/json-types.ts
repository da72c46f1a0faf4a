import type { Node } from '../../../openapi/index.js'
import { toCanonical } from '../../../schema/index.js'
import { type Certainty, certaintyOf, type Difference } from '../schema/difference.js'
import { type JsonType, jsonTypes } from '../schema/normal.js'
import { accepts, type Mode, type SchemaPair, type SideName, type Sides } from '../schema/side.js'
import { examplesOf, type View } from '../schema/view.js'

/** Types whose values cannot be written as a single text. */
const structured: readonly JsonType[] = ['array', 'object']

/** The alternatives of both sides. */
export interface Views {
  readonly before: readonly View[]
  readonly after: readonly View[]
}

/** The types that values may have on each side. A whole body that may be a string is always read as a string. */
export function typesBySide({ before, after }: Views, mode: Mode): Record<keyof Views, ReadonlySet<JsonType>> {
  const typesOf = (views: readonly View[]): ReadonlySet<JsonType> => {
    const types = new Set(views.flatMap(({ alternative }) => [...alternative.types]))
    return mode === 'whole' && types.has('string') ? new Set(['string']) : types
  }
  return { before: typesOf(before), after: typesOf(after) }
}

/** Compares which types a value may have; null is named on its own, because it is the most common change. */
export function* compareTypes(
  place: SchemaPair,
  types: Record<keyof Views, ReadonlySet<JsonType>>,
  views: Views,
  sides: Sides,
): Generator<Difference> {
  const removed = jsonTypes.filter((type) => types.before.has(type) && !types.after.has(type))
  const added = jsonTypes.filter((type) => types.after.has(type) && !types.before.has(type))
  if (removed.length + added.length === 0) return
  const certainty = (list: readonly JsonType[], from: SideName) => certaintyOfLoss(list, from, place, views, sides)
  const base = {
    keyword: 'type',
    nodes: { before: typeNode(views.before), after: typeNode(views.after) },
    before: nameTypes(types.before, views.before),
    after: nameTypes(types.after, views.after),
  }
  const isOnlyNull = [...removed, ...added].every((type) => type === 'null')
  // If all types are allowed on one side, null is only one of many, and is not worth naming.
  const hasOthers = (list: ReadonlySet<JsonType>) =>
    list.size < jsonTypes.length && list.size > Number(list.has('null'))
  const isNamed = isOnlyNull || (hasOthers(types.before) && hasOthers(types.after))
  if (isNamed && added.includes('null'))
    yield {
      ...{ ...base, kind: 'added', narrows: 'no', widens: certainty(['null'], 'after') },
      message: 'null is allowed now',
      values: () => [null],
    }
  if (isNamed && removed.includes('null'))
    yield {
      ...{ ...base, kind: 'removed', narrows: certainty(['null'], 'before'), widens: 'no' },
      message: 'null is no longer allowed',
      values: () => [null],
    }
  if (isOnlyNull) return
  const isLeft = (type: JsonType) => !isNamed || type !== 'null' || (types.before.has(type) && types.after.has(type))
  const name = (side: SideName) => nameTypes(new Set([...types[side]].filter(isLeft)), views[side])
  yield {
    ...base,
    kind: 'changed',
    narrows: certainty(removed.filter(isLeft), 'before'),
    widens: certainty(added.filter(isLeft), 'after'),
    message: `type changed from ${name('before')} to ${name('after')}`,
    *values() {
      for (const value of candidates(place, views, sides)) if (value !== null || isLeft('null')) yield value
    },
  }
}

/** How certain it is that the other document refuses at least one value of the types that only one document allows. */
function certaintyOfLoss(
  types: readonly JsonType[],
  from: SideName,
  { mode, direction, ...place }: SchemaPair,
  views: Views,
  sides: Sides,
): Certainty {
  const to = from === 'before' ? 'after' : 'before'
  const isText = (type: JsonType) => mode !== 'json' && !structured.includes(type)
  const left = types.filter((type) => !(isText(type) && allowsAnyText(views[to])))
  if (left.length === 0) return 'no'
  if (views[from].some(({ nodes }) => nodes('not').length + nodes('if').length > 0)) return 'maybe'
  if (!left.every((type) => isText(type)) || views[to].length === 0) return 'yes'
  const all = left.flatMap((type) => listOfType(type, views[from]))
  if (!all.every((value) => value !== undefined)) return 'maybe'
  return certaintyOf(!all.every((value) => accepts(sides[to], place[to], value, direction, mode)))
}

/** True for a string without rules: where values are text, it allows everything that a number or a boolean allows. */
function allowsAnyText(views: readonly View[]): boolean {
  return views.some(
    ({ alternative, nodes }) =>
      alternative.types.has('string') &&
      !alternative.listed &&
      !['pattern', 'format', 'minLength', 'maxLength', 'not'].some((keyword) => nodes(keyword).length > 0),
  )
}

function* candidates({ before, after, direction }: SchemaPair, views: Views, sides: Sides): Generator<unknown> {
  const all = [...views.after, ...views.before]
  for (const count of [1, undefined]) for (const view of all) yield* view.examples(count)
  // As text, a number may be too long.
  yield* [null, true, 7, 0.5, 1e3, 1e9, 1e15, 'text', '7', [], {}]
  yield* examplesOf(sides.before, before, direction)
  yield* examplesOf(sides.after, after, direction)
}

/**
 * The values of a type that the alternatives list. Contains `undefined` for alternatives that do not list their values.
 */
function listOfType(type: JsonType, views: readonly View[]): unknown[] {
  if (type === 'boolean') return [true, false]
  if (type === 'null') return [null]
  return views
    .filter(({ alternative }) => alternative.types.has(type))
    .flatMap(({ alternative: { listed } }) => listed?.filter((value) => isOfType(value, type)) ?? [undefined])
}

function nameTypes(types: ReadonlySet<JsonType>, views: readonly View[]): string {
  if (types.size === jsonTypes.length) return 'any'
  const isInteger = views.every(({ alternative }) => !alternative.types.has('number') || alternative.isInteger)
  const names = jsonTypes
    .filter((type) => types.has(type))
    .map((type) => (type === 'number' && isInteger ? 'integer' : type))
  const ordered = [...names.filter((name) => name !== 'null'), ...names.filter((name) => name === 'null')]
  return ordered.join(' or ') || 'none: no value is valid'
}

export function typeNode(views: readonly View[]): Node | undefined {
  const [view] = views
  return view && (view.nodes('type')[0] ?? view.alternative.schemas[0])
}

export function isOfType(value: unknown, type: JsonType): boolean {
  const isNumber = typeof value === 'number' || toCanonical(value).match(/^-?\d/) !== null
  if (type === 'number') return isNumber
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value) && !isNumber
  return typeof value === type
}
