import { findChild, type Node, nodeKey, type SchemaIndex } from '../../openapi/index.js'
import { typeOf } from '../describe-value.js'
import { listAt, membersAt } from './flatten.js'

/** What a schema says about its values without looking at one: through `$ref`, `allOf`, `anyOf` and `oneOf`. */
export interface StaticType {
  /** From `type`, `const` and `enum`; empty when nothing is said. */
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

/** The static type of a schema, worked out once for a node; of no schema, one that says nothing. */
export function staticTypeOf(schema: Node | undefined, index: SchemaIndex): StaticType {
  if (!schema) return nothing
  const type = known.get(schema) ?? toStaticType(applying(schema, index))
  known.set(schema, type)
  return type
}

function toStaticType(schemas: readonly Node[]): StaticType {
  const first = (keyword: string) =>
    schemas.map((schema) => findChild(schema, keyword)).find((node) => node !== undefined)
  return {
    types: new Set(schemas.flatMap(ownTypes)),
    items: first('items'),
    properties: new Map(schemas.flatMap((schema) => membersAt(schema, 'properties')).reverse()),
    additionalProperties: first('additionalProperties'),
  }
}

function applying(schema: Node, index: SchemaIndex): Node[] {
  const found = new Map<string, Node>()
  const pending = [schema]
  for (let next = pending.shift(); next; next = pending.shift()) {
    if (found.has(nodeKey(next))) continue
    found.set(nodeKey(next), next)
    const target = index.targetOf(next)
    pending.push(
      ...(target ? [target] : []),
      ...['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => listAt(next, keyword)),
    )
  }
  return [...found.values()]
}

function ownTypes(schema: Node): string[] {
  const type = findChild(schema, 'type')
  if (type) return [type.value].flat().map(String)
  const constant = findChild(schema, 'const')
  const values = constant ? [constant.value] : listAt(schema, 'enum').map(({ value }) => value)
  return values.map(typeOf)
}
