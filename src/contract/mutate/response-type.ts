import { isJson, type MediaTypeName, parseMediaType } from '../../text/media-type.js'
import { findHeaders } from '../interaction/headers.js'
import type { Interaction } from '../interaction/interaction.js'

/** The media type that a response names; `undefined` when it names none. */
export function contentTypeOf({ response }: Interaction): MediaTypeName | undefined {
  return parseMediaType(findHeaders(response.headers, 'content-type')[0] ?? '')
}

/** Whether a response names a type that is JSON. */
export function isJsonResponse(interaction: Interaction): boolean {
  const name = contentTypeOf(interaction)
  return name !== undefined && isJson(name)
}
