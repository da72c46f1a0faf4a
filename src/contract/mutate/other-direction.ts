import { findChild, type Node, type SchemaIndex } from '../../openapi/index.js'
import { createKeywordFilter, type Direction, findOneWay } from '../../schema/index.js'

/**
 * True if one of the schemas that apply to an object together defines a property as `readOnly`, for a request, or as `writeOnly`,
 * for a response. It need not be there then, even if another of them requires it.
 *
 * Does not use `isWrongDirection` of the engine, so that mutants reveal a fault in that function.
 */
export function isOtherDirection(
  name: string,
  appliedSchemas: readonly Node[],
  index: SchemaIndex,
  direction: Direction,
): boolean {
  return appliedSchemas.some((schema) => {
    const properties = createKeywordFilter(schema, index)('properties') ? findChild(schema, 'properties') : undefined
    const definition = properties && findChild(properties, name)
    return definition !== undefined && isSchemaOfOtherDirection(definition, index, direction)
  })
}

export function isSchemaOfOtherDirection(schema: Node, index: SchemaIndex, direction: Direction): boolean {
  return findOneWay(schema, index) === (direction === 'response' ? 'writeOnly' : 'readOnly')
}
