import {
  type BodyType,
  isObject,
  type Node,
  type Operation,
  type Parameter,
  type SchemaIndex,
  withoutQuery,
} from '../../../openapi/index.js'
import { staticTypeOf } from '../../../schema/index.js'
import { isNumber } from '../../../text/json/exact-number.js'
import { isJson, type MediaTypeName, parseMediaType } from '../../../text/media-type.js'
import { isSpread } from '../../bodies/spread-object.js'
import { type Shape, type Texts, writeTexts } from '../../bodies/styles.js'
import type { Header } from '../../interaction/interaction.js'
import { writeForm } from '../../mutate/operators/write-form.js'
import { isRawJson, toJson, toText } from '../../mutate/raw-json.js'
import type { Credentials } from '../credentials.js'
import type { Request } from '../planned-request.js'

/** A body to send. */
export interface Body {
  readonly contentType: string
  readonly text: string
}

/** The parts that a request is made of. */
export interface Parts {
  readonly operation: Operation
  /** Values of parameters. Optional parameters may be missing. */
  readonly values: ReadonlyMap<Parameter, unknown>
  readonly body?: Body | undefined
  readonly credentials: Credentials
}

type Pair = readonly [name: string, text: string]

/** Writes a request from its parts; `undefined` if a value cannot be written in its place. */
export function writeRequest(
  base: string,
  { operation, values, body, credentials }: Parts,
  index: SchemaIndex,
): Request | undefined {
  let path = operation.path
  const query: Pair[] = [...credentials.query]
  const headers: Header[] = [['accept', '*/*'], ...credentials.headers]
  const cookies: string[] = []
  for (const [parameter, value] of values) {
    const pairs = writeParameter(parameter, value, index)
    if (!pairs) return undefined
    if (parameter.in === 'path') path = path.replaceAll(`{${parameter.name}}`, () => joinTexts(pairs))
    else if (parameter.in === 'header') headers.push(...pairs)
    else if (parameter.in === 'cookie') cookies.push(...pairs.map((pair) => pair.join('=')))
    else query.push(...pairs)
  }
  if (/[{}]/.test(withoutQuery(path))) return undefined
  if (body) headers.push(['content-type', body.contentType])
  const search = query.map(([name, text]) => (name === '' ? text : `${encodeURIComponent(name)}=${text}`)).join('&')
  return {
    method: operation.method,
    url: `${base}${path}${search === '' ? '' : `${path.includes('?') ? '&' : '?'}${search}`}`,
    headers: mergeCookies(headers, cookies),
    ...(body && { body: body.text }),
  }
}

function mergeCookies(headers: readonly Header[], cookies: readonly string[]): Header[] {
  const own = headers.filter(([name]) => name === 'cookie').map(([, value]) => value)
  const all = [...own, ...cookies]
  const others = headers.filter(([name]) => name !== 'cookie')
  return all.length === 0 ? others : [...others, ['cookie', all.join('; ')]]
}

/**
 * Returns true if a request can have this value of a parameter. An empty list, for example, has no text in most styles.
 */
export const isWritable = (parameter: Parameter, value: unknown, index: SchemaIndex): boolean =>
  writeParameter(parameter, value, index) !== undefined

const joinTexts = (pairs: readonly Pair[]) => pairs.map(([, text]) => text).join('')

/** Writes a parameter as names and encoded texts; `undefined` if the value cannot be written in its place. */
function writeParameter(parameter: Parameter, value: unknown, index: SchemaIndex): readonly Pair[] | undefined {
  const pairs = spellParameter(parameter, value, index)
  // The URL would have another path: clients remove segments of dots, and an empty segment is a different path.
  if (pairs && parameter.in === 'path' && /^\.{0,2}$/.test(joinTexts(pairs))) return undefined
  return pairs
}

function spellParameter(parameter: Parameter, value: unknown, index: SchemaIndex): readonly Pair[] | undefined {
  const { name, content } = parameter
  const isHeader = parameter.in === 'header'
  // RFC 9110, 5.5: a header's value does not include the space around it.
  const encode = (text: string) => {
    if (!isHeader) return encodeURIComponent(text)
    return /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text) ? text : undefined
  }
  if (parameter.in === 'querystring') {
    const written = content && writeBody(value, { ...content, encodings: new Map() }, index)
    if (!written) return undefined
    return [['', isForm(written.contentType) ? written.text : encodeURIComponent(written.text)]]
  }
  if (content) {
    const type = parseMediaType(content.name)
    const text = type && isJson(type) ? toJson(value) : spellScalar(value)
    const encoded = text === undefined ? undefined : encode(text)
    return encoded === undefined ? undefined : [[name, encoded]]
  }
  const spelled = spell(value, encode)
  if (!spelled) return undefined
  const { shape, texts } = spelled
  if (shape === 'object' && isSpread(parameter, index) && Array.isArray(texts)) {
    const isDeep = parameter.style === 'deepObject'
    return texts.map(
      ([key = '', text = '']): Pair => [isDeep ? `${name}[${decodeURIComponent(key)}]` : decodeURIComponent(key), text],
    )
  }
  if (shape === 'array' && texts.length === 0) return undefined
  return writeTexts(parameter, shape, texts).map(
    (text): Pair => [name, text.replaceAll(' ', isHeader ? ' ' : '%20').replaceAll('|', isHeader ? '|' : '%7C')],
  )
}

function spell(
  value: unknown,
  encode: (text: string) => string | undefined,
): { shape: Shape; texts: Texts } | undefined {
  const toEncoded = (each: unknown) => {
    const text = spellScalar(each)
    return text === undefined ? undefined : encode(text)
  }
  if (Array.isArray(value)) {
    const items = value.map(toEncoded)
    return items.every((item) => item !== undefined) ? { shape: 'array', texts: items } : undefined
  }
  if (isObject(value) && !isRawJson(value)) {
    const members = Object.entries(value).map(([key, each]) => [encode(key), toEncoded(each)] as const)
    const pairs = members.flatMap(([key, text]) =>
      key === undefined || text === undefined ? [] : [[key, text] as const],
    )
    return pairs.length === members.length && pairs.length > 0 ? { shape: 'object', texts: pairs } : undefined
  }
  const text = toEncoded(value)
  return text === undefined ? undefined : { shape: 'scalar', texts: text }
}

function spellScalar(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean' || isNumber(value)) return String(value)
  return isRawJson(value) ? toText(value) : undefined
}

const boundary = 'probe-boundary'

/** Writes a value as a body of a media type; `undefined` if the media type cannot represent it. */
export function writeBody(value: unknown, type: BodyType, index: SchemaIndex): Body | undefined {
  const name = parseMediaType(type.name)
  if (!name) return undefined
  if (isJson(name)) return { contentType: concrete(type.name, 'application/json'), text: toJson(value) }
  if (name.type === 'multipart' || name.subtype === 'x-www-form-urlencoded') {
    const isMultipart = name.type === 'multipart'
    const contentType = isMultipart ? `${name.type}/${name.subtype}; boundary=${boundary}` : type.name
    const written: MediaTypeName = parseMediaType(contentType) ?? name
    const text = writeForm(value, type, isMultipart ? writeEmptyParts(value, type, index) : '', written, index)
    return text === undefined ? undefined : { contentType, text }
  }
  if (name.type === '*' && name.subtype === '*') return { contentType: 'application/json', text: toJson(value) }
  const contentType = concrete(type.name, name.type === 'text' ? 'text/plain' : 'application/octet-stream')
  return typeof value === 'string' ? { contentType, text: value } : undefined
}

/**
 * Writes the parts of a multipart body without content. Their headers are used for the real parts: servers take a part
 * for a file if it has a file name.
 */
function writeEmptyParts(value: unknown, { schema, encodings }: BodyType, index: SchemaIndex): string {
  const { properties } = staticTypeOf(schema, index)
  const parts = Object.keys(isObject(value) ? value : {}).map((name) => {
    const own = staticTypeOf(properties.get(name), index)
    const isFile = isFileSchema(properties.get(name), index) || isFileSchema(own.items, index)
    const [documented] = encodings.get(name)?.contentType?.split(',') ?? []
    const otherwise = isFile ? 'application/octet-stream' : own.types.has('object') ? 'application/json' : undefined
    const contentType = documented === undefined ? otherwise : concrete(documented.trim(), otherwise ?? 'text/plain')
    return [
      `--${boundary}\r\n`,
      `Content-Disposition: form-data; name="${name.replace(/["\\]/g, '\\$&')}"${isFile ? '; filename="file"' : ''}\r\n`,
      contentType === undefined ? '' : `Content-Type: ${contentType}\r\n`,
      '\r\n\r\n',
    ].join('')
  })
  return `${parts.join('')}--${boundary}--\r\n`
}

/** True if a property of a form is a file (OAS 3.0.4, 4.7.14.2; OAS 3.1, 4.8.14.5). */
function isFileSchema(schema: Node | undefined, index: SchemaIndex): boolean {
  if (!schema) return false
  const value = (index.targetOf(schema) ?? schema).value
  return isObject(value) && (value.format === 'binary' || 'contentMediaType' in value)
}

const isForm = (contentType: string) => /^application\/x-www-form-urlencoded\b/i.test(contentType)

/** A concrete media type for a range such as `image/*`. */
function concrete(name: string, otherwise: string): string {
  return name.includes('*') ? otherwise : name
}
