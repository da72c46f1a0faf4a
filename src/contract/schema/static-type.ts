import { findChild, keyOf, type Place, type SchemaIndex } from '../../openapi/index.js'
import { typeOf } from './describe-value.js'
import { listAt, membersAt } from './flatten.js'

/**
 * Types that a schema allows, as far as it says without a value: from `type`, `const` and `enum`, through `$ref`, `allOf`,
 * `anyOf` and `oneOf`. Empty when it says nothing.
 */
export function typesOf(schema: Place | undefined, index: SchemaIndex): ReadonlySet<string> {
  return staticTypeOf(schema, index).types
}

/** Schemas of all properties that a schema describes, by name. */
export function propertiesOf(schema: Place | undefined, index: SchemaIndex): ReadonlyMap<string, Place> {
  return staticTypeOf(schema, index).properties
}

/** What a schema says about items or about properties that it does not list; the first that applies. */
export function findApplying(
  schema: Place | undefined,
  keyword: 'items' | 'additionalProperties',
  index: SchemaIndex,
): Place | undefined {
  return staticTypeOf(schema, index)[keyword]
}

interface StaticType {
  readonly types: ReadonlySet<string>
  readonly items: Place | undefined
  readonly properties: ReadonlyMap<string, Place>
  readonly additionalProperties: Place | undefined
}

const nothing: StaticType = {
  types: new Set(),
  items: undefined,
  properties: new Map(),
  additionalProperties: undefined,
}

/** Worked out once for a place. */
const known = new WeakMap<Place, StaticType>()

function staticTypeOf(schema: Place | undefined, index: SchemaIndex): StaticType {
  if (!schema) return nothing
  const type = known.get(schema) ?? toStaticType(applying(schema, index))
  known.set(schema, type)
  return type
}

function toStaticType(schemas: readonly Place[]): StaticType {
  const first = (keyword: string) =>
    schemas.map((schema) => findChild(schema, keyword)).find((place) => place !== undefined)
  return {
    types: new Set(schemas.flatMap(ownTypes)),
    items: first('items'),
    properties: new Map(schemas.flatMap((schema) => membersAt(schema, 'properties')).reverse()),
    additionalProperties: first('additionalProperties'),
  }
}

function applying(schema: Place, index: SchemaIndex): Place[] {
  const found = new Map<string, Place>()
  const pending = [schema]
  for (let next = pending.shift(); next; next = pending.shift()) {
    if (found.has(keyOf(next))) continue
    found.set(keyOf(next), next)
    const target = index.targetOf(next)
    pending.push(
      ...(target ? [target] : []),
      ...['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => listAt(next, keyword)),
    )
  }
  return [...found.values()]
}

function ownTypes(schema: Place): string[] {
  const type = findChild(schema, 'type')
  if (type) return [type.value].flat().map(String)
  const constant = findChild(schema, 'const')
  const values = constant ? [constant.value] : listAt(schema, 'enum').map(({ value }) => value)
  return values.map(typeOf)
}
