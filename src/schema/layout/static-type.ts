import type { Node, SchemaIndex } from '../../openapi/index.js'
import { descriptionOf, inPlaceOf, keywordsOf } from '../keywords/keywords.js'

/** What a schema says about its values without looking at one: through `$ref`, `allOf`, `anyOf` and `oneOf`. */
export interface StaticType {
  /** From `type`, `const` or `enum`; empty if the schema has none of them. */
  readonly types: ReadonlySet<string>
  readonly items: Node | undefined
  readonly properties: ReadonlyMap<string, Node>
  readonly additionalProperties: Node | undefined
}

const nothing: StaticType = {
  types: new Set(),
  items: undefined,
  properties: new Map(),
  additionalProperties: undefined,
}

const known = new WeakMap<Node, StaticType>()

/** The static type of a schema; without a schema, one that says nothing. */
export function staticTypeOf(schema: Node | undefined, index: SchemaIndex): StaticType {
  if (!schema) return nothing
  const type = known.get(schema) ?? toStaticType(findApplicable(schema, index), index)
  known.set(schema, type)
  return type
}

function toStaticType(schemas: readonly Node[], index: SchemaIndex): StaticType {
  const descriptions = schemas.map((schema) => descriptionOf(schema, index))
  return {
    types: new Set(schemas.flatMap((schema) => ownTypes(schema, index))),
    items: descriptions.find(({ items }) => items)?.items,
    // Reversed, so that the first schema with a name decides.
    properties: new Map(descriptions.flatMap(({ properties = [] }) => properties).reverse()),
    additionalProperties: descriptions.find(({ additionalProperties }) => additionalProperties)?.additionalProperties,
  }
}

function findApplicable(schema: Node, index: SchemaIndex): Node[] {
  const found = new Set<Node>()
  const pending = [schema]
  for (let next = pending.shift(); next; next = pending.shift()) {
    if (found.has(next)) continue
    found.add(next)
    const { always, choices } = inPlaceOf(next, index)
    pending.push(...always, ...choices.flatMap((choice) => (choice.kind === 'branches' ? choice.branches : [])))
  }
  return [...found]
}

/** The first of `type`, `const` and `enum` decides. */
function ownTypes(schema: Node, index: SchemaIndex): readonly string[] {
  for (const { keyword, node } of keywordsOf(schema, index))
    if (keyword.types) return keyword.types({ node, schema, index })
  return []
}
