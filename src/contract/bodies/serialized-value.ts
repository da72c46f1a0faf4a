import type { Node, SchemaIndex, Serialized } from '../../openapi/index.js'
import type { Direction, SchemaEngine } from '../../schema/index.js'
import { staticTypeOf } from '../../schema/index.js'
import { readJson, repeatedName } from '../../text/json/read.js'
import { isJson, parseMediaType } from '../../text/media-type.js'
import { decodeIfPossible, decodePercent, percentEncoding } from '../../text/percent-encoding.js'
import { countOf } from '../../text/plural.js'
import { shorten } from '../../text/shorten.js'
import type { Decoded, Undecodable } from './decoded.js'
import { toTyped } from './typed-text.js'

const separators: Readonly<Record<string, string>> = { spaceDelimited: ' ', pipeDelimited: '|' }

export interface DecodeOptions {
  readonly direction: Direction
  /** Whether texts are percent-encoded, as in a URL. @default false, as in a header */
  readonly isEncoded?: boolean
}

/** Decodes the texts of a parameter or header by its style. An array that can be read in two ways is read as its schema allows. */
export function decodeSerialized(
  definition: Serialized,
  texts: readonly string[],
  schemas: SchemaEngine,
  { direction, isEncoded = false }: DecodeOptions,
): Decoded {
  const [first, other] = decodeInAllWays(definition, texts, schemas.index, isEncoded)
  const { schema } = definition
  if (!schema || !other) return first
  const failuresOf = (decoded: Decoded) =>
    'value' in decoded
      ? schemas.evaluate(schema, decoded.value, { direction }).filter(({ severity }) => severity === 'error')
      : []
  const failures = failuresOf(first)
  // No client encodes a pipe or a space to make a list shorter.
  if (definition.style in separators && failures.some(({ path }) => path.length === 0)) return first
  return failures.length > 0 && failuresOf(other).length === 0 ? other : first
}

function decodeInAllWays(
  definition: Serialized,
  texts: readonly string[],
  index: SchemaIndex,
  isEncoded: boolean,
): [Decoded, Decoded?] {
  const { style, schema } = definition
  const undecodable = isEncoded ? findUndecodable(texts) : undefined
  if (undecodable) return [undecodable]
  const decode = (text: string) => (isEncoded ? decodeIfPossible(text) : text)
  if (definition.content) return [decodeContent(definition, texts.map(decode))]
  const unmarked = texts.find((text) => !isMarked(definition, text))
  if (unmarked !== undefined) return [{ expected: `a value in style ${style}`, received: shorten(unmarked) }]
  if (isWronglyRepeated(definition, texts)) return [{ expected: 'one value', received: countOf(texts.length, 'value') }]
  const { types } = staticTypeOf(schema, index)
  if (types.has('array') && !mayBeString(types, texts)) return decodeArray(definition, texts, index, decode)
  if (types.has('object')) return [decodeObject(definition, texts, index, decode)]
  const [text = '', second] = texts
  // RFC 9110, 5.3: a header in several lines is one list.
  if (second !== undefined && style === 'simple' && types.has('string')) return [{ value: texts.join(', ') }]
  if (second !== undefined) return [{ expected: 'one value', received: countOf(texts.length, 'value') }]
  const plain = decode(unmark(definition, text))
  return [{ value: toTyped(plain, schema, index) }]
}

/** The first of the texts that is not valid percent-encoding. */
export function findUndecodable(texts: readonly string[]): Undecodable | undefined {
  const found = texts.find((text) => decodePercent(text) === undefined)
  return found === undefined ? undefined : { expected: percentEncoding, received: shorten(found) }
}

/** OAS 3.1, Style Values: `label` and `matrix` begin with a sign of their own. */
function isMarked({ style }: Serialized, text: string): boolean {
  if (style === 'label') return text.startsWith('.')
  return style !== 'matrix' || text.startsWith(';')
}

/** OAS 3.1, Style Examples: in the query, a value that is not exploded has its name once. */
function isWronglyRepeated({ style, explode }: Serialized, texts: readonly string[]): boolean {
  return !explode && (style === 'form' || style in separators) && texts.length > 1
}

/** A single text without a separator is a string where the schema allows an array or a string. */
function mayBeString(types: ReadonlySet<string>, texts: readonly string[]): boolean {
  return types.has('string') && texts.length === 1 && !/[,|]/.test(texts[0] ?? '')
}

/** OAS 3.1, Parameter Object: `content` has one entry, and the text is of its media type. */
function decodeContent(definition: Serialized, texts: readonly string[]): Decoded {
  const [text = '', second] = texts
  if (second !== undefined) return { expected: 'one value', received: countOf(texts.length, 'value') }
  const type = parseMediaType(definition.content?.name ?? '')
  return type && isJson(type) ? decodeJson(text) : { value: text }
}

/** The value of JSON text in which no object has a name twice. */
export function decodeJson(text: string): Decoded {
  const json = readJson(text)
  if ('found' in json) return { expected: json.expected, received: json.found }
  return json.repeated.length > 0 ? repeatedName : json
}

type Decode = (text: string) => string

/**
 * Decodes an array, in two ways where the text allows both.
 *
 * RFC 6570, 3.2.1: items are encoded, then joined, so an encoded delimiter belongs to an item. But where there is no other
 * delimiter, a client may have encoded the whole; and OAS 3.1.1, Appendix E, has pipes and spaces encoded everywhere.
 */
function decodeArray(
  definition: Serialized,
  texts: readonly string[],
  index: SchemaIndex,
  decode: Decode,
): [Decoded, Decoded?] {
  const { items } = staticTypeOf(definition.schema, index)
  const toArray = (parts: readonly string[]): Decoded => ({ value: parts.map((text) => toTyped(text, items, index)) })
  const splitFirst = splitItems(definition, texts).map(decode)
  const decodedFirst = splitItems(definition, texts.map(decode))
  if (splitFirst.length !== 1 || decodedFirst.length === 1) return [toArray(splitFirst)]
  return definition.style in separators
    ? [toArray(decodedFirst), toArray(splitFirst)]
    : [toArray(splitFirst), toArray(decodedFirst)]
}

/** OAS 3.1, Style Examples: how an array is written. */
function splitItems(definition: Serialized, texts: readonly string[]): string[] {
  const { style, explode, name } = definition
  if (style === 'form' && explode) return [...texts]
  if (style in separators && texts.length > 1) return [...texts]
  return texts.flatMap((text) => {
    // OAS 3.1.0 puts dots between items, exploded or not; 3.1.1 has commas.
    if (style === 'label') return split(text.slice(1), explode || !text.includes(',') ? '.' : ',')
    if (style === 'matrix')
      return explode
        ? split(text.replace(/^;/, ''), ';').map((part) => part.replace(`${name}=`, ''))
        : split(unmark(definition, text), ',')
    const parts = split(text, separators[style] ?? ',')
    // RFC 9110, 5.6.1: items of a header's list may have space around them.
    return style === 'simple' ? parts.map((part) => part.trim()) : parts
  })
}

function split(text: string, separator: string): string[] {
  return text === '' ? [] : text.split(separator)
}

function decodeObject(definition: Serialized, texts: readonly string[], index: SchemaIndex, decode: Decode): Decoded {
  const pairsOf = definition.explode ? explodedPairs : alternatingPairs
  const splitFirst = pairsOf(definition, texts)?.map(([name, text]): [string, string] => [decode(name), decode(text)])
  const pairs = splitFirst ?? pairsOf(definition, texts.map(decode))
  if (!pairs) return { expected: `an object in style ${definition.style}`, received: shorten(texts.join()) }
  return { value: toObject(pairs, definition.schema, index) }
}

/** `name=value` pairs. */
function explodedPairs({ style }: Serialized, texts: readonly string[]): [string, string][] | undefined {
  const separator = style === 'matrix' ? ';' : style === 'label' ? '.' : ','
  const parts = texts.flatMap((text) => split(text.replace(/^[.;]/, ''), separator))
  const pairs = parts.map((part): [string, string] => [
    part.slice(0, part.indexOf('=')),
    part.slice(part.indexOf('=') + 1),
  ])
  return parts.every((part) => part.includes('=')) ? pairs : undefined
}

/** `name,value,name,value`. */
function alternatingPairs(definition: Serialized, texts: readonly string[]): [string, string][] | undefined {
  const parts = texts.flatMap((text) => split(unmark(definition, text), separators[definition.style] ?? ','))
  if (parts.length % 2 === 1) return undefined
  return parts.flatMap((name, position): [string, string][] =>
    position % 2 === 0 ? [[name, parts[position + 1] ?? '']] : [],
  )
}

/** An object of names and texts, each text converted to a type that its property allows. */
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

/** Removes what the style puts before a value in a path. */
function unmark({ style, name }: Serialized, text: string): string {
  if (style === 'label') return text.replace(/^\./, '')
  if (style !== 'matrix') return text
  const marked = text.replace(/^;/, '')
  return marked.startsWith(`${name}=`) ? marked.slice(name.length + 1) : marked === name ? '' : marked
}
