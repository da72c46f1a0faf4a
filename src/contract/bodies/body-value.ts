import type { BodyType } from '../../openapi/index.js'
import { staticTypeOf } from '../../schema/index.js'
import { readJson, repeatedName } from '../../text/json/read.js'
import { isJson, type MediaTypeName } from '../../text/media-type.js'
import { readPairs } from '../../text/percent-encoding.js'
import { makeFinding } from '../findings/make-finding.js'
import { type BodyDecoding, type DecodedBody, decodeForm } from './form.js'
import { readParts } from './multipart.js'
import { toTyped } from './typed-text.js'

/** Decodes the text of a body by its media type: JSON, forms of both kinds, plain text. Other types are not looked into. */
export function decodeBody(
  text: string,
  type: MediaTypeName,
  mediaType: BodyType,
  decoding: BodyDecoding,
): DecodedBody {
  const { schemas, unreadable, at } = decoding
  const { schema, node: rule } = mediaType
  const undecodable = (problem: { found: string; expected: string }): DecodedBody => ({
    findings: [makeFinding(unreadable, { at: at(''), rule, expected: problem.expected, received: problem.found })],
  })
  if (isJson(type)) {
    const json = readJson(text)
    if ('found' in json) return undecodable(json)
    const findings = json.repeated.map((pointer) => makeFinding(unreadable, { ...repeatedName, rule, at: at(pointer) }))
    return { findings, decoded: { value: json.value } }
  }
  const essence = `${type.type}/${type.subtype}`
  if (essence === 'multipart/form-data') {
    const parts = readParts(text, type)
    return 'found' in parts ? undecodable(parts) : decodeForm(parts, mediaType, false, decoding)
  }
  if (essence === 'application/x-www-form-urlencoded') {
    const fields = [...readPairs(text)].flatMap(([name, texts]) => texts.map((each) => ({ name, text: each })))
    return decodeForm(fields, mediaType, true, decoding)
  }
  const { types } = staticTypeOf(schema, schemas.index)
  const isPlainText = type.type === 'text' && schema && !types.has('object') && !types.has('array')
  return { findings: [], ...(isPlainText && { decoded: { value: toTyped(text, schema, schemas.index) } }) }
}
