import { type BodyType, chooseMediaType, type Encoding, type SchemaIndex } from '../../openapi/index.js'
import { type Direction, staticTypeOf } from '../../schema/index.js'
import { parseMediaType } from '../../text/media-type.js'
import type { Collector } from './collector.js'
import { compareHeaders } from './headers.js'

/** What one document says about a property of a form. */
interface Property {
  readonly encoding: Encoding | undefined
  /** The types of its values; for a list, the types of its items. */
  readonly types: ReadonlySet<string>
  readonly isBinary: boolean
  readonly isList: boolean
}

/** Compares how the properties of a form are written. */
export function compareEncodings(
  collector: Collector,
  at: string,
  before: BodyType,
  after: BodyType,
  direction: Direction,
): void {
  const { sides } = collector
  const isProperty = ({ schema }: BodyType, name: string, index: SchemaIndex) =>
    staticTypeOf(schema, index).properties.has(name)
  for (const name of new Set([...before.encodings.keys(), ...after.encodings.keys()])) {
    // OAS 3.1, Encoding Object: the name must be that of a property.
    if (!isProperty(before, name, sides.before.index) && !isProperty(after, name, sides.after.index)) continue
    const place = `${at}/${name}`
    const one = readProperty(before, name, sides.before.index)
    const other = readProperty(after, name, sides.after.index)
    compareContentTypes(collector, place, one, other, direction)
    compareStyles(collector, place, one, other, direction)
    // Fields of other forms have no headers.
    if (![before, after].every((each) => parseMediaType(each.name)?.type === 'multipart')) continue
    const headersOf = ({ encoding }: Property) => ({ headers: encoding?.headers ?? [], node: encoding?.node })
    compareHeaders(collector, place, headersOf(one), headersOf(other), direction)
  }
}

function readProperty({ schema, encodings }: BodyType, name: string, index: SchemaIndex): Property {
  const property = staticTypeOf(staticTypeOf(schema, index).properties.get(name), index)
  const isList = property.types.has('array')
  const node = isList ? property.items : staticTypeOf(schema, index).properties.get(name)
  return {
    encoding: encodings.get(name),
    types: staticTypeOf(node, index).types,
    isBinary: Object(node?.value).format === 'binary',
    isList,
  }
}

function compareContentTypes(
  collector: Collector,
  at: string,
  before: Property,
  after: Property,
  direction: Direction,
): void {
  const [types, next] = [contentTypesOf(before), contentTypesOf(after)]
  const isWithin = (inner: readonly string[], outer: readonly string[]) => inner.every((name) => isMatched(name, outer))
  const [narrows, widens] = [!isWithin(types, next), !isWithin(next, types)]
  if (!narrows && !widens) return
  const [one, other] = [types.join(', '), next.join(', ')]
  collector.add({
    ...{ at, kind: 'changed', keyword: 'contentType', before: one, after: other },
    nodes: { before: before.encoding?.node, after: after.encoding?.node },
    breaking: (narrows && collector.breaks(direction, 'narrows')) || (widens && collector.breaks(direction, 'widens')),
    message: `media type of the property changed from ${one} to ${other}`,
  })
}

function isMatched(name: string, list: readonly string[]): boolean {
  const type = parseMediaType(name)
  const entries = list.map((each) => ({ name: each }))
  return list.includes(name) || (type !== undefined && chooseMediaType(entries, type) !== undefined)
}

/** The media types named in the document, or the default for the property's type (OAS 3.1, Encoding Object). */
function contentTypesOf({ encoding, types, isBinary }: Property): string[] {
  const names = (encoding?.contentType?.toLowerCase().split(',') ?? []).map((name) => name.trim())
  if (names.length > 0) return names.sort()
  if (types.size === 0 || isBinary) return ['application/octet-stream']
  return [types.has('object') ? 'application/json' : 'text/plain']
}

function compareStyles(
  collector: Collector,
  at: string,
  before: Property,
  after: Property,
  direction: Direction,
): void {
  const [one, other] = [formOf(before), formOf(after)]
  if (one === other) return
  const isKnown = one !== undefined && other !== undefined
  // With any style, a scalar is plain text.
  const effect = one === plainText ? 'widens' : other === plainText ? 'narrows' : undefined
  collector.add({
    ...{ at, kind: 'changed', keyword: 'style', unclear: !isKnown },
    breaking: isKnown && (effect === undefined || collector.breaks(direction, effect)),
    nodes: { before: before.encoding?.node, after: after.encoding?.node },
    ...(one !== undefined && { before: one }),
    ...(other !== undefined && { after: other }),
    message: `the serialization of the property changed${isKnown ? `: ${one} became ${other}` : '; whether this is breaking could not be decided'}`,
  })
}

const plainText = 'plain text'

/**
 * How a property is written in the form. Without a style, the items of a list are repeated, and an object is written in
 * its media type, unless the property may also be a string: then its text is the string.
 */
function formOf({ encoding, types, isList, ...property }: Property): string | undefined {
  const { style, explode } = encoding?.serialized ?? { style: 'form', explode: true }
  if (types.size > 0 && !types.has('object') && !isList) return plainText
  if (encoding?.serialized || isList) return `style ${style} with explode ${explode}`
  if (types.size === 0) return undefined
  return types.has('string') ? plainText : contentTypesOf({ encoding, types, isList, ...property }).join(', ')
}
