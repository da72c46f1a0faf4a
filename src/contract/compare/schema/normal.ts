import { isObject, isUnusable, keyOf, type Node } from '../../../openapi/index.js'
import {
  createKeywordFilter,
  type Direction,
  exactValueOf,
  flatten,
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
    // Rules with a condition are compared as text, by the keywords in `opaque.ts`.
    else if (choice.kind !== 'branches') expand(schemas, others, branches)
    else
      for (const branch of choice.branches) {
        const added = flatten([branch], index, new Set(schemas))
        if (added.isOpen) isKnown = false
        expand([...schemas, ...added.schemas], [...others, ...added.choices], [...branches, branch])
      }
  }
  expand(flat.schemas, flat.choices, [])
  const alternatives = combinations
    .map(({ schemas, branches }) => toAlternative({ schemas, branches, roots }, side, direction))
    .filter(({ types }) => types.size > 0)
  return { roots, alternatives: withoutRepetition(alternatives), isKnown }
}

/**
 * Removes alternatives whose schemas include all schemas of another one: the same branches may be reached in several
 * ways.
 */
function withoutRepetition(alternatives: readonly Alternative[]): Alternative[] {
  const isCovered = (each: Alternative, other: Alternative) =>
    other !== each &&
    other.schemas.length < each.schemas.length &&
    other.schemas.every((schema) => each.schemas.includes(schema))
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
  for (const schema of schemas) {
    if (isNever(schema, side)) types = new Set()
    const own = typesOf(schema, side)
    if (!own) continue
    isInteger ||= own.has('integer') && !own.has('number')
    types = new Set([...types].filter((type) => own.has(type) || (type === 'number' && own.has('integer'))))
  }
  const [first] = ['const', 'enum'].flatMap((keyword) => keywordNodes(side, schemas, keyword))
  if (!first) return { schemas, branches, types, isInteger }
  const listed = unique(listOf(first)).filter((value) =>
    [...roots, ...branches].every((schema) => side.engine.isValid(schema, value, direction)),
  )
  // `typeOf` only returns names of JSON types.
  return { schemas, branches, isInteger, listed, types: new Set(listed.map((value) => typeOf(value) as JsonType)) }
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

/** True for a schema that accepts no value: `false`, or `not: {}`. */
function isNever(schema: Node, side: Side): boolean {
  if (schema.value === false) return true
  return keywordNodes(side, [schema], 'not').some((node) => isAnything(node, side))
}

/** True for a schema without rules. */
export function isAnything(schema: Node, side: Side): boolean {
  if (schema.value === true) return true
  if (!isObject(schema.value) || isUnusable(schema)) return false
  const isRead = createKeywordFilter(schema, side.index)
  return Object.keys(schema.value).every((name) => !isRead(name) || texts.has(name) || name.startsWith('x-'))
}

/** True if an alternative allows every value of its types. */
export function isUnlimited({ schemas, listed }: Alternative, { index }: Side): boolean {
  const isRule = (schema: Node, name: string) =>
    createKeywordFilter(schema, index)(name) && !combining.has(name) && !texts.has(name) && !name.startsWith('x-')
  return (
    !listed &&
    schemas.every(
      (schema) => !isUnusable(schema) && !Object.keys(Object(schema.value)).some((name) => isRule(schema, name)),
    )
  )
}

/** Keywords that the normal form takes apart. */
const combining = new Set(['type', '$ref', 'allOf', 'anyOf', 'oneOf'])

const texts = new Set([
  ...['title', 'description', 'summary', 'example', 'examples', 'externalDocs', '$comment', 'deprecated', 'default'],
  // In OpenAPI 3.0, `nullable` has no effect without a type.
  ...['readOnly', 'writeOnly', 'nullable', 'xml'],
])
