import {
  type BodyType,
  chooseMediaType,
  type Encoding,
  findChild,
  type Node,
  type SchemaIndex,
  type Serialized,
} from '../../openapi/index.js'
import { staticTypeOf } from '../../schema/index.js'
import { groupBy } from '../../text/group-by.js'
import { appendPointer } from '../../text/json-pointer.js'
import { isJson, parseMediaType } from '../../text/media-type.js'
import { decodeIfPossible } from '../../text/percent-encoding.js'
import type { Finding, FindingCode } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import { parameterFindings } from '../findings/value-findings.js'
import { wording } from '../findings/wording.js'
import { findHeader, findHeaders } from '../interaction/interaction.js'
import type { BodyDecoding, DecodedBody } from './body-decoding.js'
import type { Decoded, DecodedValue } from './decoded.js'
import type { Field } from './multipart.js'
import { chooseValue, readText, type Typing, typingsOf } from './readings.js'
import { decodeJson, decodeSerialized, findUndecodable } from './serialized-value.js'
import { decodeSpread, isNameOf, isSpread, readRepeated } from './spread-object.js'

/** Fields by their names. */
type Fields = readonly (readonly [name: string, fields: readonly Field[]])[]

/** A property of a form, and the fields that make it up: those of its name, or one for each of its own properties. */
interface Property {
  readonly name: string
  readonly schema: Node | undefined
  readonly encoding: Encoding | undefined
  readonly sent: Fields
}

/**
 * Decodes a form to an object with a property for each name: an array where the name is repeated or its schema is an
 * array, every value converted to a type that its schema allows. The types and headers of parts are compared with the
 * Encoding Object (OAS 3.1) on the way.
 *
 * @param isEncoded whether texts are percent-encoded, as in `application/x-www-form-urlencoded`
 */
export function decodeForm(
  fields: readonly Field[],
  mediaType: BodyType,
  isEncoded: boolean,
  decoding: BodyDecoding,
): DecodedBody {
  const sent = [...groupBy(fields, ({ name }) => name)]
  const decoded = typingsOf(mediaType.schema, decoding.schemas.index).map((typing) =>
    decodeAs(typing, sent, mediaType, isEncoded, decoding),
  )
  const bodies = new Map(decoded.flatMap((body) => (body.decoded ? [[body.decoded.value, body] as const] : [])))
  return bodies.get(chooseValue(bodies.keys(), mediaType.schema, decoding)) ?? decoded[0] ?? { findings: [] }
}

function decodeAs(
  typing: Typing,
  sent: Fields,
  mediaType: BodyType,
  isEncoded: boolean,
  decoding: BodyDecoding,
): DecodedBody {
  const findings: Finding[] = []
  const members = new Map<string, DecodedValue>()
  const properties = toProperties(sent, typing, mediaType, decoding.schemas.index)
  for (const property of properties) {
    for (const finding of partFindings(property, decoding)) findings.push(finding)
    const decoded = decodeProperty(property, isEncoded, decoding)
    const at = decoding.at(appendPointer('', property.name))
    if ('value' in decoded) members.set(property.name, decoded)
    else findings.push(makeFinding(decoding.unreadable, { ...decoded, at, rule: mediaType.node }))
  }
  if (members.size < properties.length) return { findings }
  return {
    findings,
    decoded: { value: Object.fromEntries([...members].map(([name, { value }]) => [name, value])) },
  }
}

function toProperties(sent: Fields, typing: Typing, { schema, encodings }: BodyType, index: SchemaIndex): Property[] {
  const { properties } = staticTypeOf(schema, index)
  const schemaOf = typing.findProperty
  const spread = [...encodings.values()].flatMap(({ serialized }) => {
    const definition = serialized && withSchema(serialized, schemaOf(serialized.name))
    return definition && isSpread(definition, index) ? definition : []
  })
  const isTaken = (name: string) => properties.has(name) || spread.some((each) => isNameOf(each, name, index))
  const ownerOf = (name: string) =>
    spread.find((each) => each.name !== name && isNameOf(each, name, index, isTaken))?.name ?? name
  return Array.from(
    groupBy(sent, ([name]) => ownerOf(name)),
    ([name, own]) => ({ name, schema: schemaOf(name), encoding: encodings.get(name), sent: own }),
  )
}

function withSchema(definition: Serialized, schema: Node | undefined): Serialized {
  return { ...definition, ...(schema && { schema }) }
}

function decodeProperty(
  { name, schema, encoding, sent }: Property,
  isEncoded: boolean,
  decoding: BodyDecoding,
): Decoded {
  const { index } = decoding.schemas
  const fields = sent.flatMap(([, each]) => each)
  const texts = fields.map(({ text }) => text)
  const undecodable = isEncoded ? findUndecodable(texts) : undefined
  if (undecodable) return undecodable
  const decode = (text: string) => (isEncoded ? decodeIfPossible(text) : text)
  if (encoding?.serialized) {
    const definition = withSchema(encoding.serialized, schema)
    if (sent.some(([each]) => each === name))
      return decodeSerialized(definition, texts, { ...decoding, encoding: isEncoded ? 'percent' : 'none' })
    const pairs = sent.map(([each, own]) => [each, own.map(({ text }) => decode(text))] as const)
    return { value: decodeSpread(definition, pairs, decoding) }
  }
  const { types, items } = staticTypeOf(schema, index)
  const isJsonPart = (field: Field) =>
    isJsonText(declaredType(field, encoding), types.has('array') ? items : schema, index)
  if (!fields.some(isJsonPart)) {
    const plain = texts.map(decode)
    return { value: readRepeated(plain, schema, decoding) }
  }
  const isList = fields.length > 1 || (types.has('array') && !types.has('string'))
  const decoded = fields.map((field): Decoded => {
    const text = decode(field.text)
    return isJsonPart(field)
      ? decodeJson(text)
      : { value: readText(text, types.has('array') ? items : schema, decoding) }
  })
  return (isList ? toList(decoded) : decoded[0]) ?? { expected: 'a value', received: 'no value' }
}

function declaredType({ headers }: Field, encoding: Encoding | undefined): string | undefined {
  return findHeader(headers ?? [], 'content-type') ?? encoding?.contentType
}

/** A list of values, or what is wrong with the first that could not be decoded. */
function toList(decoded: readonly Decoded[]): Decoded {
  const values = decoded.filter((each) => 'value' in each)
  const undecodable = decoded.find((each) => 'expected' in each)
  return undecodable ?? { value: values.map(({ value }) => value) }
}

/** OAS 3.1, Encoding Object: an object is JSON unless its media type says otherwise; anything else is text. */
function isJsonText(declared: string | undefined, schema: Node | undefined, index: SchemaIndex): boolean {
  const { types } = staticTypeOf(schema, index)
  const type = parseMediaType(declared ?? '')
  const mayBeJson = types.size === 0 || types.has('object') || types.has('array')
  return type ? isJson(type) && mayBeJson : types.has('object') && !types.has('string')
}

/** Findings about the headers of parts. Fields of a form that is not `multipart` have no headers. */
function partFindings({ name, encoding, sent }: Property, decoding: BodyDecoding): Finding[] {
  if (!encoding) return []
  const { at, invalid, schemas, direction } = decoding
  const fields = sent.flatMap(([, each]) => each)
  return fields.flatMap(({ headers }, index) => {
    if (!headers) return []
    const pointer = at(appendPointer('', name) + (fields.length > 1 ? `/${index}` : ''))
    const ofHeaders = encoding.headers.flatMap((header) => {
      const texts = findHeaders(headers, header.name)
      const where = `${pointer} header ${header.name.toLowerCase()}`
      if (texts.length > 0) {
        const decoded = decodeSerialized(header, texts, { schemas, direction })
        return parameterFindings(header, decoded, schemas, { code: invalid, at: where, direction })
      }
      if (!header.required) return []
      return [
        makeFinding(invalid, { at: where, rule: header.node, ...wording.missingParameter('header', header.name) }),
      ]
    })
    return [...contentTypeFindings(headers, encoding, pointer, invalid), ...ofHeaders]
  })
}

/** RFC 7578, 4.4: a part without a media type is plain text. */
function contentTypeFindings(
  headers: NonNullable<Field['headers']>,
  { contentType, node }: Encoding,
  at: string,
  code: FindingCode,
): Finding[] {
  if (contentType === undefined) return []
  const received = findHeader(headers, 'content-type') ?? 'text/plain'
  const type = parseMediaType(received)
  const allowed = contentType.split(',').map((name) => ({ name }))
  if (type && chooseMediaType(allowed, type)) return []
  const rule = findChild(node, 'contentType') ?? node
  return [makeFinding(code, { at, rule, ...wording.wrongPartType(received, contentType) })]
}
