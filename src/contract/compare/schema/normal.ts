import { isObject, isUnusable, keyOf, type Node } from '../../../openapi/index.js'
import {
  type Choice,
  createKeywordFilter,
  type Direction,
  exactValueOf,
  flatten,
  listAt,
  toCanonical,
  typeOf,
} from '../../../schema/index.js'
import { keywordNodes, type Side } from './side.js'

/** The types of JSON. An integer is a number with an additional rule. */
export const jsonTypes = ['null', 'boolean', 'number', 'string', 'array', 'object'] as const

export type JsonType = (typeof jsonTypes)[number]

/**
 * A list of schemas that apply together: `$ref` and `allOf` are followed, and one branch of each `anyOf` and `oneOf` is
 * chosen.
 */
export interface Alternative {
  readonly schemas: readonly Node[]
  /** The branches that were chosen. */
  readonly branches: readonly Node[]
  readonly types: ReadonlySet<JsonType>
  readonly isInteger: boolean
  /** The values of `const` and `enum` that the other keywords allow; absent if there are other values. */
  readonly listed?: readonly unknown[]
  /** The properties that `not` forbids. */
  readonly forbidden: ReadonlySet<string>
}

/** The normal form of the schemas of a place: two spellings of one meaning are equal. */
export interface Normal {
  readonly roots: readonly Node[]
  /** The alternatives. A value is valid if one of them accepts it; if the list is empty, no value is valid. */
  readonly alternatives: readonly Alternative[]
  /** False if there are too many alternatives, or if only evaluation can decide which of them apply. */
  readonly isKnown: boolean
}

/** Maximum number of combinations of branches. Ordinary schemas have fewer. */
const maxAlternatives = 400

const known = new WeakMap<Side, Map<string, Normal>>()

/** The normal form of the schemas of a place. */
export function normalise(roots: readonly Node[], side: Side, direction: Direction): Normal {
  const cache = known.get(side) ?? new Map<string, Normal>()
  known.set(side, cache)
  const key = `${direction} ${side.keyOf(roots)}`
  const normal = cache.get(key) ?? createNormal(roots, side, direction)
  cache.set(key, normal)
  return normal
}

function createNormal(roots: readonly Node[], side: Side, direction: Direction): Normal {
  const { index } = side
  const flat = flatten(roots, index, new Set())
  let isKnown = !flat.isOpen
  const combinations: { schemas: readonly Node[]; branches: readonly Node[] }[] = []
  const expand = (schemas: readonly Node[], choices: typeof flat.choices, branches: readonly Node[]): void => {
    const [choice, ...others] = choices
    if (combinations.length >= maxAlternatives) isKnown = false
    else if (!choice) combinations.push({ schemas, branches })
    else {
      const chosen = branchesOf(choice, side)
      if (!chosen) expand(schemas, others, branches)
      for (const branch of chosen ?? []) {
        const added = flatten([branch], index, new Set(schemas))
        if (added.isOpen) isKnown = false
        expand([...schemas, ...added.schemas], [...others, ...added.choices], [...branches, branch])
      }
    }
  }
  expand(flat.schemas, flat.choices, [])
  const alternatives = combinations
    .map(({ schemas, branches }) => toAlternative({ schemas, branches, roots }, side, direction))
    .filter(({ types }) => types.size > 0)
  return { roots, alternatives: withoutRepetition(alternatives), isKnown }
}

/**
 * The schemas one of which applies. `undefined` for rules that depend on the value: they are compared as text, by the
 * keywords in `opaque.ts`.
 */
function branchesOf(choice: Choice, side: Side): readonly Node[] | undefined {
  if (choice.kind === 'branches') return choice.branches
  if (choice.kind !== 'condition') return undefined
  const { condition, onTrue, onFalse } = choice
  const rule = isAnything(condition, side) ? onTrue : isNever(condition, side) ? onFalse : undefined
  return rule && [rule]
}

/**
 * Removes alternatives whose schemas include all schemas of another one: the same branches may be reached in several
 * ways.
 */
function withoutRepetition(alternatives: readonly Alternative[]): Alternative[] {
  const isCovered = (each: Alternative, other: Alternative) =>
    other.schemas.length < each.schemas.length && other.schemas.every((schema) => each.schemas.includes(schema))
  if (alternatives.length > 50) return [...alternatives]
  return alternatives.filter((each) => !alternatives.some((other) => isCovered(each, other)))
}

function toAlternative(
  { schemas, branches, roots }: { schemas: readonly Node[]; branches: readonly Node[]; roots: readonly Node[] },
  side: Side,
  direction: Direction,
): Alternative {
  let types: ReadonlySet<JsonType> = new Set(jsonTypes)
  let isInteger = false
  const forbidden = new Set<string>()
  for (const schema of schemas) {
    if (isNever(schema, side)) types = new Set()
    for (const not of keywordNodes(side, [schema], 'not')) {
      const { types: allowed, name } = readNot(not, side)
      types = new Set([...types].filter((type) => allowed.has(type)))
      if (name !== undefined) forbidden.add(name)
    }
    const own = typesOf(schema, side)
    if (!own) continue
    isInteger ||= own.has('integer') && !own.has('number')
    types = new Set([...types].filter((type) => own.has(type) || (type === 'number' && own.has('integer'))))
  }
  const [first] = ['const', 'enum'].flatMap((keyword) => keywordNodes(side, schemas, keyword))
  if (!first) return { schemas, branches, types, isInteger, forbidden }
  const listed = unique(listOf(first)).filter((value) =>
    [...roots, ...branches].every((schema) => side.engine.isValid(schema, value, direction)),
  )
  // `typeOf` only returns names of JSON types.
  const listedTypes = new Set(listed.map((value) => typeOf(value) as JsonType))
  return { schemas, branches, isInteger, listed, forbidden, types: listedTypes }
}

function listOf(node: Node): unknown[] {
  const value = exactValueOf(node)
  return keyOf(node) === 'enum' && Array.isArray(value) ? value : [value]
}

export function unique(values: readonly unknown[]): unknown[] {
  return [...new Map(values.map((value) => [toCanonical(value), value])).values()]
}

/** The types that a schema names; `undefined` if it names no type, or one that cannot be used. */
function typesOf(schema: Node, side: Side): ReadonlySet<string> | undefined {
  const [node] = keywordNodes(side, [schema], 'type')
  if (!node) return undefined
  const names = [node.value].flat().map(String)
  const isNullable =
    side.index.dialectOf(schema) === 'openapi-3.0' &&
    keywordNodes(side, [schema], 'nullable').some(({ value }) => value === true)
  return new Set(isNullable ? [...names, 'null'] : names)
}

const anyType: ReadonlySet<JsonType> = new Set(jsonTypes)

/** What `not` forbids, where the normal form can express it: all values of some types, or one property. */
interface Not {
  readonly isExpressed: boolean
  /** The types that are left. */
  readonly types: ReadonlySet<JsonType>
  /** The property that objects must not have. */
  readonly name?: string
}

/** Reads `not: { type: … }` and `not: { required: [name] }`. */
export function readNot(not: Node, side: Side): Not {
  const rules = ruleNamesOf(not, side)
  const types = typesOf(not, side)
  if (types && rules.length === 1 && !types.has('integer'))
    return { isExpressed: true, types: new Set(jsonTypes.filter((type) => !types.has(type))) }
  const [name, second] = rules.includes('required') ? listAt(not, 'required') : []
  const isOfObjects = rules.length === (types ? 2 : 1) && (!types || [...types].join() === 'object')
  if (!isOfObjects || typeof name?.value !== 'string' || second) return { isExpressed: false, types: anyType }
  // Without a type, `required` accepts all values that are not objects, so that `not` forbids them.
  return { isExpressed: true, types: types ? anyType : new Set(['object']), name: name.value }
}

/** True for a schema that accepts no value: `false`, or `not: {}`. */
export function isNever(schema: Node, side: Side): boolean {
  if (schema.value === false) return true
  return keywordNodes(side, [schema], 'not').some((node) => isAnything(node, side))
}

/** True for a schema without rules. */
export function isAnything(schema: Node, side: Side): boolean {
  if (schema.value === true) return true
  return isObject(schema.value) && !isUnusable(schema) && ruleNamesOf(schema, side).length === 0
}

/** The keywords of a schema that may refuse a value. */
export function ruleNamesOf(schema: Node, { index }: Side): string[] {
  const isRead = createKeywordFilter(schema, index)
  return Object.keys(Object(schema.value)).filter((name) => isRead(name) && !texts.has(name) && !name.startsWith('x-'))
}

/** True if an alternative allows every value of its types. */
export function isUnlimited({ schemas, listed }: Alternative, side: Side): boolean {
  return (
    !listed &&
    schemas.every((schema) => !isUnusable(schema) && ruleNamesOf(schema, side).every((name) => combining.has(name)))
  )
}

/** Keywords that the normal form takes apart. */
const combining = new Set(['type', '$ref', 'allOf', 'anyOf', 'oneOf'])

const texts = new Set([
  ...['title', 'description', 'summary', 'example', 'examples', 'externalDocs', '$comment', 'deprecated', 'default'],
  // In OpenAPI 3.0, `nullable` has no effect without a type.
  ...['readOnly', 'writeOnly', 'nullable', 'xml'],
])
