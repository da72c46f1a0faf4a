import { isJson, type MediaTypeName, parseMediaType } from '../../text/media-type.js'
import { findHeaders } from '../interaction/headers.js'
import type { Interaction } from '../interaction/interaction.js'

/** The media type of a response; `undefined` if it has no valid `Content-Type`. */
export function contentTypeOf({ response }: Interaction): MediaTypeName | undefined {
  return parseMediaType(findHeaders(response.headers, 'content-type')[0] ?? '')
}

/** True if the media type of a response is JSON. */
export function isJsonResponse(interaction: Interaction): boolean {
  const name = contentTypeOf(interaction)
  return name !== undefined && isJson(name)
}
