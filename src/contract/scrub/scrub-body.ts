import { parseMediaType } from '../../text/media-type.js'
import { scrubJson, type ValueScrubber } from './scrub-json.js'
import { scrubParts } from './scrub-multipart.js'

/** Returns a body with its values scrubbed. The content type decides how the body is parsed. */
export type BodyScrubber = (text: string, contentType: string | undefined) => string

/** Matches a form: names and values as in a query, at least one with a value. */
const form = /^[^\s=&]+=[^\s&]*(?:&[^\s=&]+=[^\s&]*)*$/

/**
 * Creates a function that scrubs bodies: JSON, both kinds of forms, and any other text as a whole.
 *
 * @param scrubForm scrubs a form
 */
export function createBodyScrubber(scrub: ValueScrubber, scrubForm: (text: string) => string): BodyScrubber {
  const scrubBody: BodyScrubber = (text, contentType) => {
    const json = scrubJson(text, scrub)
    if (json !== undefined) return json
    const type = parseMediaType(contentType ?? '')
    const essence = type && `${type.type}/${type.subtype}`
    // Requests are often recorded without their headers.
    if (essence === 'application/x-www-form-urlencoded' || (!type && form.test(text))) return scrubForm(text)
    const boundary = type?.type === 'multipart' ? type.parameters.get('boundary') : undefined
    const parts = boundary ? scrubParts(text, boundary, { ...scrub, body: scrubBody }) : undefined
    return parts ?? scrub.text(text)
  }
  return scrubBody
}
