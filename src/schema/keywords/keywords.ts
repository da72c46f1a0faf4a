import { findChild, isObject, type Node, type SchemaIndex } from '../../openapi/index.js'
import { applicators } from './applicators.js'
import { arrays } from './arrays.js'
import type { Description, InPlace, Keyword } from './keyword.js'
import { numbers } from './numbers.js'
import { objects } from './objects.js'
import { references } from './references.js'
import { strings } from './strings.js'
import { unevaluated } from './unevaluated.js'
import { values } from './values.js'

/** All keywords that say something about a value, in the order in which failures are reported. */
const all = [references, values, numbers, strings, objects, arrays, applicators, unevaluated].flat()

const order = new Map(all.map((keyword, position) => [keyword.name, { keyword, position }]))

interface KeywordInSchema {
  readonly keyword: Keyword
  readonly node: Node
}

const keywordCache = new WeakMap<Node, readonly KeywordInSchema[]>()

/** The keywords in a schema, in the order of the list, each with its node. */
export function keywordsOf(schema: Node): readonly KeywordInSchema[] {
  const keywords = keywordCache.get(schema) ?? findKeywords(schema)
  keywordCache.set(schema, keywords)
  return keywords
}

function findKeywords(schema: Node): KeywordInSchema[] {
  if (!isObject(schema.value)) return []
  return Object.keys(schema.value)
    .flatMap((name) => order.get(name) ?? [])
    .sort((a, b) => a.position - b.position)
    .flatMap(({ keyword }) => {
      const node = findChild(schema, keyword.name)
      return node ? [{ keyword, node }] : []
    })
}

/** The schemas that a schema applies to the same value. */
export function inPlaceOf(schema: Node, index: SchemaIndex): Required<InPlace> {
  const parts = keywordsOf(schema).flatMap(({ keyword, node }) => keyword.inPlace?.({ node, schema, index }) ?? [])
  return {
    always: parts.flatMap(({ always = [] }) => always),
    choices: parts.flatMap(({ choices = [] }) => choices),
    isOpen: parts.some(({ isOpen }) => isOpen),
  }
}

/** What a schema itself says about properties and items. */
export function descriptionOf(schema: Node, index: SchemaIndex): Description {
  const parts = keywordsOf(schema).flatMap(({ keyword, node }) => keyword.describes?.({ node, schema, index }) ?? [])
  let description: Description = {}
  // Keywords share only `names`.
  for (const part of parts) description = { ...description, ...part }
  return { ...description, names: parts.flatMap(({ names = [] }) => names) }
}
