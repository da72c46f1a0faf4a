import type { Node, SchemaIndex } from '../../openapi/index.js'
import { staticTypeOf } from '../../schema/index.js'

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** The value that text stands for where a schema says what it may be: a number, a boolean or null, otherwise the text. */
export function toTyped(text: string, schema: Node | undefined, index: SchemaIndex): unknown {
  const { types } = staticTypeOf(schema, index)
  if ((types.has('number') || types.has('integer')) && jsonNumber.test(text)) return Number(text)
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true'
  if (types.has('null') && (text === 'null' || (text === '' && !types.has('string')))) return null
  return text
}
