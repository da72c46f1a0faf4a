import { parseMediaType } from '../../text/media-type.js'
import { scrubJson, type ValueScrubber } from './scrub-json.js'
import { scrubParts } from './scrub-multipart.js'

/** The text of a body with its values scrubbed where they stand, read by its content type. */
export type BodyScrubber = (text: string, contentType: string | undefined) => string

/** Names and values of a form as URLs have them, one at least with a value. */
const form = /^[^\s=&]+=[^\s&]*(?:&[^\s=&]+=[^\s&]*)*$/

/**
 * A function that scrubs bodies: JSON, forms of both kinds, and any other text as a whole.
 *
 * @param query scrubs what stands behind the `?` of an address
 */
export function createBodyScrubber(scrub: ValueScrubber, query: (text: string) => string): BodyScrubber {
  const scrubBody: BodyScrubber = (text, contentType) => {
    const json = scrubJson(text, scrub)
    if (json !== undefined) return json
    const type = parseMediaType(contentType ?? '')
    const essence = type && `${type.type}/${type.subtype}`
    // A request may be recorded without its headers.
    if (essence === 'application/x-www-form-urlencoded' || (!type && form.test(text))) return query(text)
    const boundary = type?.type === 'multipart' ? type.parameters.get('boundary') : undefined
    const parts = boundary ? scrubParts(text, boundary, { ...scrub, body: scrubBody }) : undefined
    return parts ?? scrub.text(text)
  }
  return scrubBody
}
