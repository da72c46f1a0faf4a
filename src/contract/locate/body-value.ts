import type { BodyType } from '../../openapi/index.js'
import { isJson, type MediaTypeName, parseMediaType } from '../../text/media-type.js'
import type { BodyDecoding } from '../bodies/body-decoding.js'
import { decodeBody } from '../bodies/body-value.js'
import type { Finding, FindingCode } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import { wording } from '../findings/wording.js'
import type { LocatedBody } from './located.js'

/**
 * Decodes the text of a body whose media type is documented.
 *
 * The charset of JSON has no effect (RFC 8259, 11). It is a warning when it explains why the text cannot be read as UTF-8.
 *
 * @param typeCode code of that warning
 */
export function locateBodyValue(
  text: string,
  type: MediaTypeName,
  mediaType: BodyType,
  typeCode: FindingCode,
  decoding: BodyDecoding,
): LocatedBody {
  const body = decodeBody(text, type, mediaType, decoding)
  const charset = findForeignCharset(type)
  if (charset === undefined) return { type, mediaType, ...body }
  const isUtf8 = (body.decoded ?? body.comparisons) !== undefined && !text.includes('\ufffd')
  if (isUtf8) return { type, mediaType, ...body }
  const details = { at: 'header content-type', rule: mediaType.node, severity: 'warning' } as const
  const finding = makeFinding(typeCode, { ...details, ...wording.foreignCharset(charset) })
  return { type, mediaType, ...body, findings: [finding, ...body.findings] }
}

/** Notes about keys of a `content` map that do not name a media type: what they say may be meant for any body. */
export function misnamedTypes(content: readonly BodyType[], at: string): Finding[] {
  return content
    .filter(({ name }) => parseMediaType(name) === undefined)
    .map(({ node }) => makeFinding('not-checked', { at, rule: node, ...wording.unusablePart(node.pointer) }))
}

/** The charset of a JSON media type when it is not UTF-8, nor ASCII, which is a part of it. */
function findForeignCharset(type: MediaTypeName): string | undefined {
  const charset = isJson(type) ? type.parameters.get('charset') : undefined
  return charset === undefined || /^(?:utf-?8|us-ascii)$/i.test(charset) ? undefined : charset
}
