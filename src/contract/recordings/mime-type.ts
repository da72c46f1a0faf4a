import { parseMediaType } from '../../text/media-type.js'
import type { Header } from '../interaction/interaction.js'
import { findHeader } from './body-text.js'

/**
 * The headers with `mimeType` of HAR 1.2 as content type, if they have none: it is defined as the value of that header.
 * Placeholders of tools, such as `x-unknown`, are not a media type.
 *
 * @param replace true to use it also in place of a content type
 */
export function withMimeType(headers: readonly Header[], mimeType: unknown, replace = false): readonly Header[] {
  if (typeof mimeType !== 'string' || !parseMediaType(mimeType)) return headers
  if (findHeader(headers, 'content-type') === undefined) return [...headers, ['content-type', mimeType]]
  return replace
    ? headers.map(([name, value]): Header => [name, name.toLowerCase() === 'content-type' ? mimeType : value])
    : headers
}
