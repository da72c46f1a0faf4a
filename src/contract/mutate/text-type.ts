import { findChild, type Node, type SchemaIndex } from '../../openapi/index.js'
import { flatten, listAt, membersAt, typeOf } from '../../schema/index.js'

/** The types that a schema allows for a value that is written as text. */
export interface TextType {
  readonly types: ReadonlySet<string>
  readonly items: Node | undefined
  findProperty(name: string): Node | undefined
}

/**
 * Finds the types that a schema allows, following `$ref`, `allOf`, `anyOf` and `oneOf`.
 *
 * Does not ask the schema layer, so that mutants survive a check that overlooks a type.
 */
export function findTextType(schema: Node | undefined, index: SchemaIndex): TextType {
  const found = new Set<Node>()
  const pending = schema ? [schema] : []
  for (const next of pending)
    for (const each of flatten([next], index, found).schemas) {
      found.add(each)
      pending.push(...['anyOf', 'oneOf'].flatMap((keyword) => listAt(each, keyword)))
    }
  const schemas = [...found]
  const first = (keyword: string) => schemas.flatMap((each) => findChild(each, keyword) ?? [])[0]
  const properties = new Map(schemas.flatMap((each) => membersAt(each, 'properties')))
  return {
    types: new Set(schemas.flatMap(typesOf)),
    items: first('items'),
    findProperty: (name) => properties.get(name) ?? first('additionalProperties'),
  }
}

function typesOf(schema: Node): string[] {
  const type = findChild(schema, 'type')
  if (type) return [type.value].flat().map(String)
  return [...[findChild(schema, 'const') ?? []].flat(), ...listAt(schema, 'enum')].map(({ value }) => typeOf(value))
}
