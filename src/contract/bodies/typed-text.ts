import type { Node, SchemaIndex } from '../../openapi/index.js'
import { staticTypeOf } from '../../schema/index.js'
import { parseNumber } from '../../text/json/exact-number.js'
import { isJsonNumber } from '../../text/json/token.js'

/** Converts text to a number, a boolean or null where a schema allows that type; returns it as it is otherwise. */
export function toTyped(text: string, schema: Node | undefined, index: SchemaIndex): unknown {
  const { types } = staticTypeOf(schema, index)
  if ((types.has('number') || types.has('integer')) && isJsonNumber(text)) return parseNumber(text)
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true'
  if (types.has('null') && (text === 'null' || (text === '' && !types.has('string')))) return null
  return text
}
