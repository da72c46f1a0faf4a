import type { BodyType } from '../../openapi/index.js'
import { isJson, type MediaTypeName } from '../../text/media-type.js'
import { decodeBody } from '../bodies/body-value.js'
import type { BodyDecoding } from '../bodies/form.js'
import type { FindingCode } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import { wording } from '../findings/wording.js'
import type { LocatedBody } from './located.js'

/**
 * Decodes the text of a body whose media type is documented.
 *
 * @param typeCode code of the finding when the `Content-Type` names a charset that JSON does not have
 */
export function locateBodyValue(
  text: string,
  type: MediaTypeName,
  mediaType: BodyType,
  typeCode: FindingCode,
  decoding: BodyDecoding,
): LocatedBody {
  const charset = findForeignCharset(type)
  if (charset === undefined) return { type, mediaType, ...decodeBody(text, type, mediaType, decoding) }
  const details = { at: 'header content-type', rule: mediaType.node, ...wording.foreignCharset(charset) }
  return { type, mediaType, findings: [makeFinding(typeCode, details)] }
}

/** The charset of a JSON media type when it is not UTF-8. */
function findForeignCharset(type: MediaTypeName): string | undefined {
  const charset = isJson(type) ? type.parameters.get('charset') : undefined
  return charset === undefined || /^utf-?8$/i.test(charset) ? undefined : charset
}
