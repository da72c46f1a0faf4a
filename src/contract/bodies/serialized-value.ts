import type { Node, SchemaIndex, Serialized } from '../../openapi/index.js'
import type { Direction, SchemaEngine } from '../../schema/index.js'
import { staticTypeOf } from '../../schema/index.js'
import { readJson, repeatedName } from '../../text/json/read.js'
import { isJson, parseMediaType } from '../../text/media-type.js'
import { decodeIfPossible, decodePercent, percentEncoding } from '../../text/percent-encoding.js'
import { countOf } from '../../text/plural.js'
import { shorten } from '../../text/shorten.js'
import type { Finding, FindingCode } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import { findBrokenKeywords } from '../findings/schema-findings.js'
import type { ReadBody } from '../locate/located.js'
import { toTyped } from './typed-text.js'

const separators: Readonly<Record<string, string>> = { spaceDelimited: ' ', pipeDelimited: '|' }

export interface BrokenValueOptions {
  readonly code: FindingCode
  readonly at: string
  readonly direction: Direction
  /** Texts are percent-encoded, as in a URL. @default false, as in a header */
  readonly isEncoded?: boolean
}

/** Findings about one parameter or header from the texts that it was sent as. */
export function findBrokenValue(
  of: Serialized,
  texts: readonly string[],
  schemas: SchemaEngine,
  options: BrokenValueOptions,
): Finding[] {
  const { code, at, direction } = options
  const read = readSerialized(of, texts, schemas, options)
  if ('expected' in read) return [makeFinding(code, { at, rule: of.node, ...read })]
  const schema = of.schema ?? of.content?.schema
  const whole = (pointer: string) => (pointer === '' ? at : `${at} ${pointer}`)
  const { value, literalAt } = read
  return schema ? findBrokenKeywords(schemas, schema, value, { code, at: whole, direction, literalAt }) : []
}

/** What texts stand for, or what is wrong with them. */
export type ReadValue = Pick<ReadBody, 'value' | 'literalAt'> | { readonly expected: string; readonly received: string }

/** What the texts of a value stand for by its style; of two ways to read an array, the one that its schema allows. */
export function readSerialized(
  of: Serialized,
  texts: readonly string[],
  schemas: SchemaEngine,
  { direction, isEncoded = false }: Pick<BrokenValueOptions, 'direction' | 'isEncoded'>,
): ReadValue {
  const [first, other] = readWays(of, texts, schemas.index, isEncoded)
  const { schema } = of
  if (!schema || !other) return first
  const breaks = (read: ReadValue) =>
    'value' in read ? schemas.evaluate(schema, read.value, { direction, literalAt: read.literalAt }) : []
  const broken = breaks(first)
  // Nobody encodes a pipe or a space for a list to be shorter.
  if (of.style in separators && broken.some(({ path }) => path.length === 0)) return first
  return broken.length > 0 && breaks(other).length === 0 ? other : first
}

function readWays(
  of: Serialized,
  texts: readonly string[],
  index: SchemaIndex,
  isEncoded: boolean,
): [ReadValue, ReadValue?] {
  const broken = isEncoded ? findUndecodable(texts) : undefined
  if (broken) return [broken]
  const decode = (text: string) => (isEncoded ? decodeIfPossible(text) : text)
  if (of.content) return [readContent(of, texts.map(decode))]
  const odd = texts.find((text) => !isMarked(of, text))
  if (odd !== undefined) return [{ expected: `a value in style ${of.style}`, received: shorten(odd) }]
  if (isRepeated(of, texts)) return [{ expected: 'one value', received: countOf(texts.length, 'value') }]
  const { types } = staticTypeOf(of.schema, index)
  if (types.has('array') && !canBeText(types, texts)) return readArray(of, texts, index, decode)
  if (types.has('object')) return [readObject(of, texts, index, decode)]
  const [text = '', second] = texts
  // RFC 9110, 5.3: a header in several lines is one list.
  if (second !== undefined && of.style === 'simple' && types.has('string')) return [{ value: texts.join(', ') }]
  if (second !== undefined) return [{ expected: 'one value', received: countOf(texts.length, 'value') }]
  const plain = decode(unmark(of, text))
  return [{ value: toTyped(plain, of.schema, index), literalAt: () => plain }]
}

/** What is wrong with the first of the texts that is not percent-encoded as it should be. */
export function findUndecodable(texts: readonly string[]): { expected: string; received: string } | undefined {
  const odd = texts.find((text) => decodePercent(text) === undefined)
  return odd === undefined ? undefined : { expected: percentEncoding, received: shorten(odd) }
}

/** OAS 3.1, Style Values: `label` and `matrix` begin with a sign of their own. */
function isMarked({ style }: Serialized, text: string): boolean {
  if (style === 'label') return text.startsWith('.')
  return style !== 'matrix' || text.startsWith(';')
}

/** OAS 3.1, Style Examples: in the query, what is not exploded has its name once. */
function isRepeated({ style, explode }: Serialized, texts: readonly string[]): boolean {
  return !explode && (style === 'form' || style in separators) && texts.length > 1
}

/** Where an array or one value may stand, a single text without a separator is the one value. */
function canBeText(types: ReadonlySet<string>, texts: readonly string[]): boolean {
  return types.has('string') && texts.length === 1 && !/[,|]/.test(texts[0] ?? '')
}

/** OAS 3.1, Parameter Object: `content` has one entry, and the text is of its media type. */
function readContent(of: Serialized, texts: readonly string[]): ReadValue {
  const [text = '', second] = texts
  if (second !== undefined) return { expected: 'one value', received: countOf(texts.length, 'value') }
  const name = parseMediaType(of.content?.name ?? '')
  if (!name || !isJson(name)) return { value: text }
  return readJsonValue(text)
}

/** The value of JSON text in which no object has a name twice. */
export function readJsonValue(text: string): ReadValue {
  const json = readJson(text)
  if ('found' in json) return { expected: json.expected, received: json.found }
  return json.repeated.length > 0 ? repeatedName : json
}

type Decode = (text: string) => string

/**
 * RFC 6570, 3.2.1: items are encoded, then joined, so that an encoded delimiter belongs to an item. But where there is no
 * other, a client may have encoded the whole; and OAS 3.1.1, Appendix E, has pipes and spaces encoded wherever they stand.
 */
function readArray(
  of: Serialized,
  texts: readonly string[],
  index: SchemaIndex,
  decode: Decode,
): [ReadValue, ReadValue?] {
  const { items } = staticTypeOf(of.schema, index)
  const read = (parts: readonly string[]): ReadValue => ({
    value: parts.map((text) => toTyped(text, items, index)),
    literalAt: ([position]) => parts[Number(position)],
  })
  const written = splitItems(of, texts).map(decode)
  const decoded = splitItems(of, texts.map(decode))
  if (written.length !== 1 || decoded.length === 1) return [read(written)]
  return of.style in separators ? [read(decoded), read(written)] : [read(written), read(decoded)]
}

/** OAS 3.1, Style Examples: how an array is written. */
function splitItems(of: Serialized, texts: readonly string[]): string[] {
  const { style, explode, name } = of
  if (style === 'form' && explode) return [...texts]
  if ((style === 'spaceDelimited' || style === 'pipeDelimited') && texts.length > 1) return [...texts]
  return texts.flatMap((text) => {
    // OAS 3.1.0 puts dots between items, exploded or not; 3.1.1 has commas.
    if (style === 'label') return split(text.slice(1), explode || !text.includes(',') ? '.' : ',')
    if (style === 'matrix')
      return explode
        ? split(text.replace(/^;/, ''), ';').map((part) => part.replace(`${name}=`, ''))
        : split(unmark(of, text), ',')
    const parts = split(text, separators[style] ?? ',')
    // RFC 9110, 5.6.1: items of a header's list may have space around them.
    return style === 'simple' ? parts.map((part) => part.trim()) : parts
  })
}

function split(text: string, separator: string): string[] {
  return text === '' ? [] : text.split(separator)
}

function readObject(of: Serialized, texts: readonly string[], index: SchemaIndex, decode: Decode): ReadValue {
  const pairsOf = of.explode ? explodedPairs : alternatingPairs
  const written = pairsOf(of, texts)?.map(([name, text]): [string, string] => [decode(name), decode(text)])
  const pairs = written ?? pairsOf(of, texts.map(decode))
  if (!pairs) return { expected: `an object in style ${of.style}`, received: shorten(texts.join()) }
  return { value: toObject(pairs, of.schema, index) }
}

/** `name=value` pairs. */
function explodedPairs(of: Serialized, texts: readonly string[]): [string, string][] | undefined {
  const separator = of.style === 'matrix' ? ';' : of.style === 'label' ? '.' : ','
  const parts = texts.flatMap((text) => split(text.replace(/^[.;]/, ''), separator))
  const pairs = parts.map((part): [string, string] => [
    part.slice(0, part.indexOf('=')),
    part.slice(part.indexOf('=') + 1),
  ])
  return parts.every((part) => part.includes('=')) ? pairs : undefined
}

/** `name,value,name,value`. */
function alternatingPairs(of: Serialized, texts: readonly string[]): [string, string][] | undefined {
  const parts = texts.flatMap((text) => split(unmark(of, text), separators[of.style] ?? ','))
  if (parts.length % 2 === 1) return undefined
  return parts.flatMap((name, position): [string, string][] =>
    position % 2 === 0 ? [[name, parts[position + 1] ?? '']] : [],
  )
}

/** An object from names and texts, each value of the type its property may have. */
function toObject(
  pairs: readonly (readonly [string, string])[],
  schema: Node | undefined,
  index: SchemaIndex,
): Record<string, unknown> {
  const { properties, additionalProperties } = staticTypeOf(schema, index)
  return Object.fromEntries(
    pairs.map(([name, text]) => [name, toTyped(text, properties.get(name) ?? additionalProperties, index)]),
  )
}

/** Without what the style puts before a value in a path. */
function unmark({ style, name }: Serialized, text: string): string {
  if (style === 'label') return text.replace(/^\./, '')
  if (style !== 'matrix') return text
  const marked = text.replace(/^;/, '')
  return marked.startsWith(`${name}=`) ? marked.slice(name.length + 1) : marked === name ? '' : marked
}
