import { type BodyType, isObject, type Node } from '../../openapi/index.js'
import { staticTypeOf } from '../../schema/index.js'
import { readJson, repeatedName } from '../../text/json/read.js'
import { isJson, isXml, type MediaTypeName, sequenceFormatOf } from '../../text/media-type.js'
import { readPairs } from '../../text/percent-encoding.js'
import { makeFinding } from '../findings/make-finding.js'
import { wording } from '../findings/wording.js'
import type { BodyDecoding, DecodedBody } from './body-decoding.js'
import { decodeForm } from './form.js'
import { decodeMixed } from './mixed.js'
import { readParts } from './multipart.js'
import { readText } from './readings.js'
import { decodeSequence } from './sequence.js'

/**
 * Decodes the text of a body by its media type: JSON, sequences, forms of both kinds, parts, text. A body that cannot be
 * compared with its schema is a note.
 */
export function decodeBody(
  text: string,
  type: MediaTypeName,
  mediaType: BodyType,
  decoding: BodyDecoding,
): DecodedBody {
  const { unreadable, at } = decoding
  const { schema, node: rule } = mediaType
  const undecodable = (problem: { found: string; expected: string }): DecodedBody => ({
    findings: [makeFinding(unreadable, { at: at(''), rule, expected: problem.expected, received: problem.found })],
  })
  const format = sequenceFormatOf(type)
  if (format) return decodeSequence(text, format, mediaType, decoding)
  if (isJson(type)) {
    const json = readJson(text)
    if ('found' in json) return undecodable(json)
    const findings = json.repeated.map((pointer) => makeFinding(unreadable, { ...repeatedName, rule, at: at(pointer) }))
    return { findings, decoded: { value: json.value } }
  }
  const essence = `${type.type}/${type.subtype}`
  if (essence === 'application/x-www-form-urlencoded') {
    const fields = [...readPairs(text)].flatMap(([name, texts]) => texts.map((each) => ({ name, text: each })))
    return decodeForm(fields, mediaType, true, decoding)
  }
  if (essence === 'multipart/form-data') {
    const parts = readParts(text, type)
    return 'found' in parts ? undecodable(parts) : decodeForm(parts, mediaType, false, decoding)
  }
  if (type.type === 'multipart') {
    const decoded = decodeMixed(text, type, mediaType, decoding)
    if (decoded) return decoded
  } else if (schema && isComparableText(type, schema, decoding)) {
    return { findings: [], decoded: { value: readText(text, schema, decoding) } }
  }
  if (text === '' || !saysAnything(schema ?? mediaType.itemSchema, decoding)) return { findings: [] }
  return { findings: [makeFinding('not-checked', { at: at(''), rule, ...wording.uncomparedBody(essence) })] }
}

/** Plain text is a string, whatever its schema says. How other text, such as CSV, stands for objects and lists is not specified. */
function isComparableText(type: MediaTypeName, schema: Node, { schemas }: BodyDecoding): boolean {
  if (type.type !== 'text' || isXml(type)) return false
  const { types } = staticTypeOf(schema, schemas.index)
  return type.subtype === 'plain' || types.has('string') || !(types.has('object') || types.has('array'))
}

/** Whether a schema forbids anything. That of a file, `format: binary` (OAS 3.0.4, 4.7.14.2), allows all bytes. */
function saysAnything(schema: Node | undefined, { schemas }: BodyDecoding): boolean {
  const own = schema?.value
  const isReference = isObject(own) && Object.keys(own).length === 1
  const value = (isReference && schema && schemas.index.targetOf(schema)?.value) || own
  if (!isObject(value)) return value === false
  const isFile = value.type === 'string' && value.format === 'binary'
  return Object.keys(value).some((keyword) => !isFile || !(ofFile.has(keyword) || keyword.startsWith('x-')))
}

const ofFile = new Set(['type', 'format', 'title', 'description', 'example', 'examples', 'deprecated'])
