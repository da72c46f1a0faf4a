import { childrenOf, findChild, keyOf, type Place, type SchemaIndex } from '../../openapi/index.js'
import { typeOf } from './describe-value.js'
import { listAt } from './flatten.js'

/**
 * Types that a schema allows, as far as it says without a value: through `$ref`, `allOf`, `anyOf` and `oneOf`, from
 * `type`, `const` and `enum`. Empty when it says nothing.
 */
export function typesOf(schema: Place | undefined, index: SchemaIndex): ReadonlySet<string> {
  return new Set(applying(schema, index).flatMap(ownTypes))
}

/** A member that some applying schema has, such as `items`; the first. */
export function findApplying(schema: Place | undefined, keyword: string, index: SchemaIndex): Place | undefined {
  return applying(schema, index)
    .map((place) => findChild(place, keyword))
    .find((place) => place !== undefined)
}

/** Schemas of all properties that applying schemas describe, by name. */
export function propertiesOf(schema: Place | undefined, index: SchemaIndex): ReadonlyMap<string, Place> {
  const members = applying(schema, index).flatMap((place) => {
    const properties = findChild(place, 'properties')
    return properties ? childrenOf(properties) : []
  })
  return new Map(members.reverse())
}

function applying(schema: Place | undefined, index: SchemaIndex): Place[] {
  const found = new Map<string, Place>()
  const pending = schema ? [schema] : []
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
