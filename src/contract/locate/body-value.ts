import type { BodyType } from '../../openapi/index.js'
import { isJson, type MediaTypeName, parseMediaType } from '../../text/media-type.js'
import type { BodyDecoding } from '../bodies/body-decoding.js'
import { decodeBody } from '../bodies/body-value.js'
import type { Finding, FindingCode } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import { type Wording, wording } from '../findings/wording.js'
import type { LocatedBody } from './located.js'

/**
 * Decodes the text of a body whose media type is documented.
 *
 * The charset of JSON has no effect (RFC 8259, 11). It is a warning if it explains why the text cannot be read as UTF-8. For
 * other media types, a charset that differs from the documented one is a warning.
 *
 * @param typeCode the code of these warnings
 */
export function locateBodyValue(
  text: string,
  type: MediaTypeName,
  mediaType: BodyType,
  typeCode: FindingCode,
  decoding: BodyDecoding,
): LocatedBody {
  const body = decodeBody(text, type, mediaType, decoding)
  const isUtf8 = (body.decoded ?? body.comparisons) !== undefined && !text.includes('\ufffd')
  const problem = isJson(type) ? (isUtf8 ? undefined : findForeignCharset(type)) : findOtherCharset(type, mediaType)
  if (problem === undefined) return { type, mediaType, ...body }
  const details = { at: 'header content-type', rule: mediaType.node, severity: 'warning' } as const
  const finding = makeFinding(typeCode, { ...details, ...problem })
  return { type, mediaType, ...body, findings: [finding, ...body.findings] }
}

/** Returns a note for each key of a `content` map that is not a media type, because it may be meant for any body. */
export function misnamedTypes(content: readonly BodyType[], at: string): Finding[] {
  return content
    .filter(({ name }) => parseMediaType(name) === undefined)
    .map(({ node }) => makeFinding('not-checked', { at, rule: node, ...wording.unusablePart(node.pointer) }))
}

/** Returns what is wrong with the charset of a JSON media type if it is not UTF-8. */
function findForeignCharset(type: MediaTypeName): Wording | undefined {
  const charset = type.parameters.get('charset')
  return charset === undefined || isUtf8Charset(charset) ? undefined : wording.foreignCharset(charset)
}

/** Returns what is wrong with the charset of a media type if the document has another one. */
function findOtherCharset(type: MediaTypeName, { name }: BodyType): Wording | undefined {
  const received = type.parameters.get('charset')
  const documented = parseMediaType(name)?.parameters.get('charset')
  if (received === undefined || documented === undefined) return undefined
  const isSame =
    received.toLowerCase() === documented.toLowerCase() || (isUtf8Charset(received) && isUtf8Charset(documented))
  return isSame ? undefined : wording.otherCharset(received, documented)
}

/** True for UTF-8, and for ASCII, which is a subset of it. */
const isUtf8Charset = (charset: string) => /^(?:utf-?8|us-ascii)$/i.test(charset)
