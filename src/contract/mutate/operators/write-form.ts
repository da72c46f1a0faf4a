import { type BodyType, isObject, type Node, type SchemaIndex, type Serialized } from '../../../openapi/index.js'
import type { MediaTypeName } from '../../../text/media-type.js'
import { readParts } from '../../bodies/multipart.js'
import type { Header } from '../../interaction/interaction.js'
import { isRawJson, toJson } from '../raw-json.js'
import { findTextType } from '../text-type.js'
import { spellFields, spellSerialized } from './serialized.js'

type Encode = (text: string) => string
type Fields = readonly (readonly [name: string, text: string])[]

/** Writes the body of a form with other values; `undefined` if it cannot be written or would be empty. */
export function writeForm(
  value: unknown,
  type: BodyType,
  body: string,
  name: MediaTypeName,
  index: SchemaIndex,
): string | undefined {
  const isEncoded = name.type !== 'multipart'
  const fields = spellForm(value, type, index, isEncoded ? encodeURIComponent : (text) => text)
  if (!fields || fields.length === 0) return undefined
  if (!isEncoded) return writeParts(fields, body, name)
  return name.subtype === 'x-www-form-urlencoded' ? fields.map((field) => field.join('=')).join('&') : undefined
}

/** Writes a multipart body. Its parts have the headers of the original parts of the same name. */
function writeParts(fields: Fields, body: string, name: MediaTypeName): string | undefined {
  const parts = readParts(body, name)
  if ('found' in parts) return undefined
  const boundary = `--${name.parameters.get('boundary')}`
  const written = fields.map(([each, text]) => {
    const headers: readonly Header[] = parts.find((part) => part.name === each)?.headers ?? [
      ['Content-Disposition', `form-data; name="${each.replace(/["\\]/g, '\\$&')}"`],
    ]
    return `${boundary}\r\n${headers.map((header) => `${header.join(': ')}\r\n`).join('')}\r\n${text}\r\n`
  })
  return `${written.join('')}${boundary}--\r\n`
}

/** Returns the fields of a form. Each property is written in the style of its encoding. */
function spellForm(
  value: unknown,
  { schema, encodings }: BodyType,
  index: SchemaIndex,
  encode: Encode,
): Fields | undefined {
  if (!schema || !isObject(value) || isRawJson(value)) return undefined
  const { findProperty } = findTextType(schema, index)
  const properties = Object.entries(value).map(([name, each]) => {
    const style = encodings.get(name)?.serialized
    if (style) return spellStyled(style, findProperty(name), each, index, encode)
    return encodeAll(spellFields({ [name]: each }, schema, index, toJson), encode)
  })
  return properties.every((fields) => fields !== undefined) ? properties.flat() : undefined
}

function spellStyled(
  style: Serialized,
  schema: Node | undefined,
  value: unknown,
  index: SchemaIndex,
  encode: Encode,
): Fields | undefined {
  const { types, findProperty } = findTextType(schema, index)
  if (!schema || !types.has('object')) {
    const texts = spellSerialized({ ...style, ...(schema && { schema }) }, value, index, encode)
    return texts?.map((text) => [encode(style.name), text])
  }
  const isDeep = style.style === 'deepObject'
  // In an exploded object, an unknown name would be taken for a property of the form.
  const isOwn = isObject(value) && (isDeep || (style.explode && Object.keys(value).every(findProperty)))
  const fields = isOwn ? spellFields(value, schema, index) : undefined
  return encodeAll(
    fields?.map(([key, text]) => [isDeep ? `${style.name}[${key}]` : key, text]),
    encode,
  )
}

function encodeAll(fields: Fields | undefined, encode: Encode): Fields | undefined {
  return fields?.map(([name, text]) => [encode(name), encode(text)])
}
