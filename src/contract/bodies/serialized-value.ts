import type { Serialized } from '../../openapi/index.js'
import { staticTypeOf } from '../../schema/index.js'
import { readJson, repeatedName } from '../../text/json/read.js'
import { isJson, parseMediaType } from '../../text/media-type.js'
import { decodeIfPossible, decodePercent, percentEncoding } from '../../text/percent-encoding.js'
import { countOf } from '../../text/plural.js'
import { shorten } from '../../text/shorten.js'
import { wording } from '../findings/wording.js'
import type { Decoded, Undecodable } from './decoded.js'
import { chooseValue, type Reader, readText, valuesOf } from './readings.js'
import { encodesSeparator, hasOneText, isMarked, type Shape, splitTexts, type Texts } from './styles.js'

export interface DecodeOptions extends Reader {
  /**
   * How texts are encoded: `percent` as in a URL, `none` as in a header. With `maybe`, as in a cookie, a text may be meant either
   * way.
   *
   * @default 'none'
   */
  readonly encoding?: 'percent' | 'maybe' | 'none'
}

/** Decodes the texts of a parameter or header by its style. Of several ways to read them, one is taken that its schema allows. */
export function decodeSerialized(definition: Serialized, texts: readonly string[], options: DecodeOptions): Decoded {
  const { encoding = 'none', ...reader } = options
  const undecodable = encoding === 'percent' ? findUndecodable(texts) : undefined
  if (undecodable) return undecodable
  if (definition.content)
    return decodeContent(definition, encoding === 'none' ? texts : texts.map((text) => decodeIfPossible(text)), reader)
  const unmarked = texts.find((text) => !isMarked(definition, text))
  if (unmarked !== undefined) return { expected: `a value in style ${definition.style}`, received: shorten(unmarked) }
  const { schema } = definition
  const { types } = staticTypeOf(schema, reader.schemas.index)
  const readings = findReadings(definition, texts, shapesOf(types, texts), encoding)
  if (readings.length === 0 || (hasOneText(definition) && texts.length > 1)) return wrongForm(definition, types, texts)
  return { value: chooseValue(valuesOfAll(readings, definition, reader), schema, reader) }
}

interface Reading {
  readonly shape: Shape
  readonly texts: Texts
}

function* valuesOfAll(readings: readonly Reading[], definition: Serialized, reader: Reader): Generator<unknown> {
  const { schema } = definition
  for (const [at, { shape, texts }] of readings.entries()) {
    for (const value of valuesOf(texts, shape, schema, reader)) {
      yield value
      // No client encodes a pipe or a space to make a list shorter: what is wrong with the longer list is wrong.
      if (at === 0 && shape === 'array' && encodesSeparator(definition) && isWrongList(value, definition, reader))
        return
    }
  }
}

function isWrongList(value: unknown, { schema }: Serialized, { schemas, direction }: Reader): boolean {
  return (
    !!schema &&
    schemas
      .evaluate(schema, value, { direction })
      .some(({ severity, path }) => severity === 'error' && path.length === 0)
  )
}

/** The first of the texts that is not valid percent-encoding. */
export function findUndecodable(texts: readonly string[]): Undecodable | undefined {
  const found = texts.find((text) => decodePercent(text) === undefined)
  return found === undefined ? undefined : { expected: percentEncoding, received: shorten(found) }
}

/** The shapes that a schema allows, the likeliest first. */
function shapesOf(types: ReadonlySet<string>, texts: readonly string[]): Shape[] {
  const [text = ''] = texts
  const isScalar = types.size === 0 || [...types].some((type) => type !== 'array' && type !== 'object')
  const isProbablyScalar = types.has('string') && texts.length === 1 && !/[,|]/.test(text)
  const lists: Shape[] = [
    ...(types.has('array') ? ['array' as const] : []),
    ...(types.has('object') ? ['object' as const] : []),
  ]
  // Only a string may be a list in several lines.
  if (!isScalar || (texts.length > 1 && !types.has('string'))) return lists
  return isProbablyScalar ? ['scalar', ...lists] : [...lists, 'scalar']
}

/**
 * All ways to read texts, the likeliest first.
 *
 * RFC 6570, 3.2.1: items are encoded, then joined, so an encoded delimiter belongs to an item. But where there is no other
 * delimiter, a client may have encoded the whole; and OAS 3.1.1, Appendix E, has pipes and spaces encoded everywhere.
 */
function findReadings(
  definition: Serialized,
  texts: readonly string[],
  shapes: readonly Shape[],
  encoding: NonNullable<DecodeOptions['encoding']>,
): Reading[] {
  const isPlain = encoding === 'none' || texts.every((text) => !text.includes('%'))
  return shapes.flatMap((shape) => {
    const split = splitTexts(definition, shape, texts)
    const raw = split.map((each): Reading => ({ shape, texts: each }))
    if (isPlain) return raw
    const inside = split.map((each): Reading => ({ shape, texts: decodeTexts(each) }))
    const whole = splitTexts(definition, shape, texts.map(decodeIfPossible)).map(
      (each): Reading => ({ shape, texts: each }),
    )
    const isSplitBefore = split.some((each) => shape !== 'array' || each.length !== 1)
    const more = isSplitBefore ? [] : whole
    const decoded = encodesSeparator(definition) && shape === 'array' ? [...more, ...inside] : [...inside, ...more]
    return encoding === 'maybe' ? [...decoded, ...raw] : decoded
  })
}

function decodeTexts(texts: Texts): Texts {
  if (typeof texts === 'string') return decodeIfPossible(texts)
  return texts.map((each) =>
    typeof each === 'string'
      ? decodeIfPossible(each)
      : ([decodeIfPossible(each[0]), decodeIfPossible(each[1])] as const),
  ) as Texts
}

function wrongForm({ style }: Serialized, types: ReadonlySet<string>, texts: readonly string[]): Undecodable {
  if (texts.length > 1) return { expected: 'one value', received: countOf(texts.length, 'value') }
  return {
    expected: `${types.has('object') ? 'an object' : 'a value'} in style ${style}`,
    received: shorten(texts.join()),
  }
}

/** OAS 3.1, Parameter Object: `content` has one entry, and the text is of its media type. */
function decodeContent({ content }: Serialized, texts: readonly string[], reader: Reader): Decoded {
  const [text = '', second] = texts
  if (second !== undefined) return { expected: 'one value', received: countOf(texts.length, 'value') }
  const { name = '', schema } = content ?? {}
  const type = parseMediaType(name)
  if (type && isJson(type)) return decodeJson(text)
  const { types } = staticTypeOf(schema, reader.schemas.index)
  // How XML or a form stands for an object is not looked into here.
  if (!types.has('string') && (types.has('object') || types.has('array')))
    return { ...wording.uncomparedText(name), severity: 'note' }
  return { value: readText(text, schema, reader) }
}

/** The value of JSON text in which no object has a name twice. */
export function decodeJson(text: string): Decoded {
  const json = readJson(text)
  if ('found' in json) return { expected: json.expected, received: json.found }
  return json.repeated.length > 0 ? repeatedName : json
}
