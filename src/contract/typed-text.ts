import { isJson, type MediaTypeName, type Place, type SchemaIndex } from '../openapi/index.js'
import { staticTypeOf } from './schema/static-type.js'

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** The value that text stands for where a schema says what it may be: a number, a boolean or null, otherwise the text. */
export function toTyped(text: string, schema: Place | undefined, index: SchemaIndex): unknown {
  const { types } = staticTypeOf(schema, index)
  if ((types.has('number') || types.has('integer')) && jsonNumber.test(text)) return Number(text)
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true'
  if (types.has('null') && (text === 'null' || (text === '' && !types.has('string')))) return null
  return text
}

/**
 * The value of a body that is not JSON, where it can be told: of plain text and of forms.
 *
 * Of other types, such as XML and multipart, nothing is said about what is inside: `undefined`.
 */
export function readTypedText(text: string, name: MediaTypeName, schema: Place, index: SchemaIndex): unknown {
  if (isJson(name)) return undefined
  const { types } = staticTypeOf(schema, index)
  if (name.type === 'application' && name.subtype === 'x-www-form-urlencoded') return readForm(text, schema, index)
  if (name.type === 'text' && !types.has('object') && !types.has('array')) return toTyped(text, schema, index)
  return undefined
}

/** OAS 3.1, 4.8.15.1: a name for each property, the items of an array by repeating it. */
function readForm(text: string, schema: Place, index: SchemaIndex): Record<string, unknown> {
  const { properties } = staticTypeOf(schema, index)
  const form = new URLSearchParams(text)
  const names = [...new Set(form.keys())]
  return Object.fromEntries(
    names.map((name) => {
      const property = properties.get(name)
      const values = form.getAll(name)
      const { types, items } = staticTypeOf(property, index)
      if (types.has('array')) return [name, values.map((value) => toTyped(value, items, index))]
      const typed = values.map((value) => toTyped(value, property, index))
      return [name, typed.length === 1 ? typed[0] : typed]
    }),
  )
}
