import {
  type BodyType,
  chooseMediaType,
  type Encoding,
  findChild,
  type Node,
  type SchemaIndex,
  type Serialized,
} from '../../openapi/index.js'
import type { Direction, SchemaEngine } from '../../schema/index.js'
import { staticTypeOf } from '../../schema/index.js'
import { groupBy } from '../../text/group-by.js'
import { appendPointer } from '../../text/json-pointer.js'
import { isJson, parseMediaType } from '../../text/media-type.js'
import { decodeIfPossible } from '../../text/percent-encoding.js'
import { shorten } from '../../text/shorten.js'
import type { Finding, FindingCode } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import { findHeaders } from '../interaction/headers.js'
import type { ReadBody } from '../locate/located.js'
import type { Field } from './multipart.js'
import { findBrokenValue, findUndecodable, type ReadValue, readJsonValue, readSerialized } from './serialized-value.js'
import { isNameOf, isSpread, readSpread } from './spread-object.js'
import { toTyped } from './typed-text.js'

/** What a body's text says, and what was found wrong in reading it. */
export interface BodyValue {
  /** Absent when it could not be read, or its type is one that is not looked into, such as XML. */
  readonly body?: ReadBody
  readonly findings: readonly Finding[]
}

/** What differs between bodies of requests and of responses. */
export interface BodyReading {
  readonly schemas: SchemaEngine
  readonly direction: Direction
  /** Code of findings about text that cannot be read. */
  readonly unreadable: FindingCode
  /** Code of findings about parts that are not as their encoding wants them. */
  readonly invalid: FindingCode
  /** Gives the place of a finding from the JSON Pointer in the body. */
  at(pointer: string): string
}

/** Fields by their names. */
type Fields = readonly (readonly [name: string, fields: readonly Field[]])[]

/** A property of a form, and all that is sent for it: under its name, or under those of its own properties. */
interface Property {
  readonly name: string
  readonly schema: Node | undefined
  readonly encoding: Encoding | undefined
  readonly sent: Fields
}

/**
 * A form as an object: a member for each name, an array where its name is repeated or its schema is one, each value of the
 * type it may have. What OAS 3.1, Encoding Object, says of types and headers of parts is looked at on the way.
 *
 * @param isEncoded whether texts are percent-encoded, as in `application/x-www-form-urlencoded`
 */
export function readForm(
  sent: ReadonlyMap<string, readonly Field[]>,
  type: BodyType,
  isEncoded: boolean,
  reading: BodyReading,
): BodyValue {
  const findings: Finding[] = []
  const members = new Map<string, ReadBody>()
  const properties = toProperties([...sent], type, reading.schemas.index)
  for (const property of properties) {
    for (const finding of findBrokenParts(property, reading)) findings.push(finding)
    const read = readProperty(property, isEncoded, reading)
    const at = reading.at(appendPointer('', property.name))
    if ('value' in read) members.set(property.name, read)
    else findings.push(makeFinding(reading.unreadable, { ...read, at, rule: type.node }))
  }
  if (members.size < properties.length) return { findings }
  return {
    findings,
    body: {
      value: Object.fromEntries([...members].map(([name, { value }]) => [name, value])),
      literalAt: ([name, ...path]) => members.get(String(name))?.literalAt?.(path),
    },
  }
}

function toProperties(sent: Fields, { schema, encodings }: BodyType, index: SchemaIndex): Property[] {
  const { properties, additionalProperties } = staticTypeOf(schema, index)
  const schemaOf = (name: string) => properties.get(name) ?? additionalProperties
  const spread = [...encodings.values()].flatMap(({ serialized }) => {
    const of = serialized && withSchema(serialized, schemaOf(serialized.name))
    return of && isSpread(of, index) ? of : []
  })
  const isTaken = (name: string) => properties.has(name)
  const ownerOf = (name: string) =>
    spread.find((of) => of.name !== name && isNameOf(of, name, index, isTaken))?.name ?? name
  return Array.from(
    groupBy(sent, ([name]) => ownerOf(name)),
    ([name, own]) => ({ name, schema: schemaOf(name), encoding: encodings.get(name), sent: own }),
  )
}

function withSchema(of: Serialized, schema: Node | undefined): Serialized {
  return { ...of, ...(schema && { schema }) }
}

function readProperty({ name, schema, encoding, sent }: Property, isEncoded: boolean, reading: BodyReading): ReadValue {
  const { schemas, direction } = reading
  const { index } = schemas
  const fields = sent.flatMap(([, each]) => each)
  const texts = fields.map(({ text }) => text)
  const broken = isEncoded ? findUndecodable(texts) : undefined
  if (broken) return broken
  const decode = (text: string) => (isEncoded ? decodeIfPossible(text) : text)
  if (encoding?.serialized) {
    const of = withSchema(encoding.serialized, schema)
    if (sent.some(([each]) => each === name)) return readSerialized(of, texts, schemas, { direction, isEncoded })
    const decoded = sent.map(([each, own]) => [each, own.map(({ text }) => decode(text))] as const)
    return { value: readSpread(of, decoded, index) }
  }
  const { types, items } = staticTypeOf(schema, index)
  const isList = fields.length > 1 || (types.has('array') && !types.has('string'))
  const reads = fields.map((field): ReadValue => {
    const text = decode(field.text)
    const declared = findHeaders(field.headers ?? [], 'content-type')[0] ?? encoding?.contentType
    return readText(text, declared, types.has('array') ? items : schema, index)
  })
  const unreadable = reads.find((read) => 'expected' in read)
  const values = reads.flatMap((read) => ('value' in read ? [read] : []))
  const [first] = values
  if (unreadable || !first) return unreadable ?? { expected: 'a value', received: 'none' }
  if (!isList) return first
  return {
    value: values.map(({ value }) => value),
    literalAt: ([position, ...path]) => values[Number(position)]?.literalAt?.(path),
  }
}

/** OAS 3.1, Encoding Object: objects are JSON unless something else is said, all others text. */
function readText(text: string, declared: string | undefined, schema: Node | undefined, index: SchemaIndex): ReadValue {
  const { types } = staticTypeOf(schema, index)
  const name = parseMediaType(declared ?? '')
  const mayBeJson = types.size === 0 || types.has('object') || types.has('array')
  if (name ? !isJson(name) || !mayBeJson : !types.has('object') || types.has('string'))
    return { value: toTyped(text, schema, index), literalAt: () => text }
  return readJsonValue(text)
}

/** What the headers of parts break; fields of other forms have none. */
function findBrokenParts({ name, encoding, sent }: Property, reading: BodyReading): Finding[] {
  if (!encoding) return []
  const { at, invalid, schemas, direction } = reading
  const fields = sent.flatMap(([, each]) => each)
  return fields.flatMap(({ headers }, index) => {
    if (!headers) return []
    const pointer = at(appendPointer('', name) + (fields.length > 1 ? `/${index}` : ''))
    const ofHeaders = encoding.headers.flatMap((header) => {
      const texts = findHeaders(headers, header.name)
      const where = `${pointer} header ${header.name.toLowerCase()}`
      if (texts.length > 0) return findBrokenValue(header, texts, schemas, { code: invalid, at: where, direction })
      const missing = { at: where, rule: header.node, expected: 'the header', received: 'no such header' }
      return header.required ? [makeFinding(invalid, missing)] : []
    })
    return [...findWrongType(headers, encoding, pointer, invalid), ...ofHeaders]
  })
}

/** RFC 7578, 4.4: a part that does not say what it is is plain text. */
function findWrongType(
  headers: NonNullable<Field['headers']>,
  { contentType, node }: Encoding,
  at: string,
  code: BodyReading['invalid'],
): Finding[] {
  if (contentType === undefined) return []
  const [received = 'text/plain'] = findHeaders(headers, 'content-type')
  const name = parseMediaType(received)
  const allowed = contentType.split(',').map((each) => ({ name: each.trim() }))
  if (name && chooseMediaType(allowed, name)) return []
  const rule = findChild(node, 'contentType') ?? node
  return [
    makeFinding(code, { at, rule, expected: `a part of ${contentType}`, received: `one of ${shorten(received)}` }),
  ]
}
