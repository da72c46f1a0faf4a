import { parseMediaType } from '../../text/media-type.js'
import { findHeader, type Header } from '../interaction/interaction.js'

/**
 * Returns the headers, with `mimeType` of HAR 1.2 as `content-type` if they lack it: HAR defines it as the value of that header.
 * Placeholders that tools write, such as `x-unknown`, are ignored.
 *
 * @param replace true to also replace a content type that the headers have
 */
export function withMimeType(headers: readonly Header[], mimeType: unknown, replace = false): readonly Header[] {
  if (typeof mimeType !== 'string' || !parseMediaType(mimeType)) return headers
  if (findHeader(headers, 'content-type') === undefined) return [...headers, ['content-type', mimeType]]
  return replace
    ? headers.map(([name, value]): Header => [name, name.toLowerCase() === 'content-type' ? mimeType : value])
    : headers
}
