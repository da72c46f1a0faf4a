import type { BodyType } from '../../openapi/index.js'
import { staticTypeOf } from '../../schema/index.js'
import { readJson } from '../../text/json/read.js'
import { isJson, type MediaTypeName, parseMediaType } from '../../text/media-type.js'
import { makeFinding } from '../findings/make-finding.js'
import { findHeader } from '../interaction/interaction.js'
import type { BodyDecoding, DecodedBody } from './body-decoding.js'
import type { Item } from './decoded.js'
import { decodeForm } from './form.js'
import { type Part, readAllParts } from './multipart.js'
import { readText } from './readings.js'
import { compareItems } from './sequence.js'

/**
 * Decodes a multipart body that is not a form, such as `multipart/mixed`: to a list of the values of its parts, or to an object if
 * the schema describes one and every part has a name. `undefined` if the schema describes neither.
 */
export function decodeMixed(
  text: string,
  type: MediaTypeName,
  mediaType: BodyType,
  decoding: BodyDecoding,
): DecodedBody | undefined {
  const { schema, itemSchema, node: rule } = mediaType
  const { types } = staticTypeOf(schema, decoding.schemas.index)
  const isList = itemSchema !== undefined || types.has('array')
  if (!isList && !types.has('object')) return undefined
  const parts = readAllParts(text, type)
  if ('found' in parts) {
    const details = { at: decoding.at(''), rule, expected: parts.expected, received: parts.found }
    return { findings: [makeFinding(decoding.unreadable, details)] }
  }
  if (isList) return compareItems(parts.map(toItem(mediaType, decoding)), mediaType, decoding)
  const fields = parts.flatMap(({ name, ...part }) => (name === undefined ? [] : [{ ...part, name }]))
  return fields.length === parts.length ? decodeForm(fields, mediaType, false, decoding) : undefined
}

/** RFC 2046, 5.1: a part without a media type is plain text. */
function toItem({ schema, itemSchema }: BodyType, decoding: BodyDecoding): (part: Part) => Item {
  const itemOf = itemSchema ?? staticTypeOf(schema, decoding.schemas.index).items
  return ({ headers, text }) => {
    const type = parseMediaType(findHeader(headers, 'content-type') ?? 'text/plain')
    if (type && isJson(type)) return readJson(text)
    return { value: type?.type === 'text' ? readText(text, itemOf, decoding) : text }
  }
}
