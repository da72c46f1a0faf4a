import {
  findChild,
  isObject,
  isUnusable,
  keyOf,
  type Node,
  type SchemaIndex,
  unusableChildrenOf,
} from '../../openapi/index.js'
import { applicators } from './applicators.js'
import { arrays } from './arrays.js'
import type { Description, InPlace, Keyword } from './keyword.js'
import { numbers } from './numbers.js'
import { objects } from './objects.js'
import { openapi30Keywords } from './openapi-3.0.js'
import { references } from './references.js'
import { strings } from './strings.js'
import { unevaluated } from './unevaluated.js'
import { hasUnusableParts } from './unusable.js'
import { values } from './values.js'

/** All keywords that say something about a value, in the order in which failures are reported. */
const all = [references, values, numbers, strings, objects, arrays, applicators, unevaluated].flat()

const order = new Map(all.map((keyword, position) => [keyword.name, { keyword, position }]))

/** Keywords that others read beside themselves. */
const readWithOthers = [
  'then',
  'else',
  'minContains',
  'maxContains',
  'nullable',
  'discriminator',
  'readOnly',
  'writeOnly',
]

/** Keywords whose parts are names, not schemas. */
const keywordsOfNames = new Set(['type', 'required', 'dependentRequired'])

interface KeywordInSchema {
  readonly keyword: Keyword
  readonly node: Node
}

interface SchemaKeywords {
  readonly usable: readonly KeywordInSchema[]
  readonly unusable: readonly UnusableKeyword[]
}

/** A keyword that breaks the standard, so that it cannot be checked. */
export interface UnusableKeyword {
  readonly name: string
  readonly node: Node
  /** True if the keyword may apply schemas to the value, its properties or its items. */
  readonly applies: boolean
}

const keywordCache = new WeakMap<Node, SchemaKeywords>()

/** The usable keywords in a schema, in the order of the list, each with its node. */
export function keywordsOf(schema: Node, index: SchemaIndex): readonly KeywordInSchema[] {
  return allKeywordsOf(schema, index).usable
}

/** The keywords in a schema that cannot be used, or only in part. */
export function unusableKeywordsOf(schema: Node, index: SchemaIndex): readonly UnusableKeyword[] {
  return allKeywordsOf(schema, index).unusable
}

function allKeywordsOf(schema: Node, index: SchemaIndex): SchemaKeywords {
  const keywords = keywordCache.get(schema) ?? findKeywords(schema, index)
  keywordCache.set(schema, keywords)
  return keywords
}

function findKeywords(schema: Node, index: SchemaIndex): SchemaKeywords {
  if (!isObject(schema.value) || isUnusable(schema)) return { usable: [], unusable: [] }
  const isRead = createKeywordFilter(schema, index)
  const usable = Object.keys(schema.value)
    .flatMap((name) => (isRead(name) ? (order.get(name) ?? []) : []))
    .sort((a, b) => a.position - b.position)
    .flatMap(({ keyword }) => {
      const node = findChild(schema, keyword.name)
      return node ? [{ keyword, node }] : []
    })
  const missing = unusableChildrenOf(schema).map((node) => ({ name: keyOf(node), node }))
  // A schema that cannot be used, in `properties` for example, is evaluated as one: to a note.
  const inPart = usable.filter(({ keyword, node }) => keywordsOfNames.has(keyword.name) && hasUnusableParts(node))
  if (missing.length + inPart.length === 0) return { usable, unusable: [] }
  return {
    // Any type may be meant.
    usable: usable.filter((each) => each.keyword.name !== 'type' || !inPart.includes(each)),
    unusable: [...missing, ...inPart.map(({ keyword: { name }, node }) => ({ name, node }))]
      .filter(({ name }) => isRead(name) && (order.has(name) || readWithOthers.includes(name)))
      .map((each) => ({ ...each, applies: isApplicator(order.get(each.name)?.keyword) })),
  }
}

/** Returns a test whether the dialect reads a keyword in a schema: OpenAPI 3.0 has fewer keywords. */
export function createKeywordFilter(schema: Node, index: SchemaIndex): (name: string) => boolean {
  if (index.dialectOf(schema) !== 'openapi-3.0') return () => true
  // OAS 3.0.4, Reference Object: properties beside `$ref` are ignored.
  if (Object.hasOwn(Object(schema.value), '$ref')) return (name) => name === '$ref'
  return (name) => openapi30Keywords.has(name)
}

function isApplicator(keyword: Keyword | undefined): boolean {
  return keyword !== undefined && !keyword.isValidation && (keyword.inPlace ?? keyword.describes) !== undefined
}

/** The schemas that a schema applies to the same value. */
export function inPlaceOf(schema: Node, index: SchemaIndex): Required<InPlace> {
  const parts: InPlace[] = []
  for (const { keyword, node } of keywordsOf(schema, index))
    if (keyword.inPlace) parts.push(keyword.inPlace({ node, schema, index }))
  const isOpen =
    isUnusable(schema) ||
    !(isObject(schema.value) || typeof schema.value === 'boolean') ||
    unusableKeywordsOf(schema, index).some(({ applies }) => applies) ||
    parts.some((part) => part.isOpen)
  if (parts.length === 0) return isOpen ? { always: [], choices: [], isOpen } : nothingInPlace
  return {
    always: parts.flatMap(({ always = [] }) => always),
    choices: parts.flatMap(({ choices = [] }) => choices),
    isOpen,
  }
}

const nothingInPlace: Required<InPlace> = { always: [], choices: [], isOpen: false }

const noDescription: Description = {}

/** What a schema itself says about properties and items. */
export function descriptionOf(schema: Node, index: SchemaIndex): Description {
  const parts: Description[] = []
  for (const { keyword, node } of keywordsOf(schema, index))
    if (keyword.describes) parts.push(keyword.describes({ node, schema, index }))
  const [first] = parts
  if (!first) return noDescription
  if (parts.length === 1) return first
  let description: Description = {}
  // Keywords share only `names`.
  for (const part of parts) description = { ...description, ...part }
  return { ...description, names: parts.flatMap(({ names = [] }) => names) }
}
