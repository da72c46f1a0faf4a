import { parseMediaType, type SequenceFormat, sequenceFormatOf } from '../../text/media-type.js'
import { scrubJson, type ValueScrubber } from './scrub-json.js'
import { scrubParts } from './scrub-multipart.js'

/** Returns a body with its values scrubbed. The content type decides how the body is parsed. */
export type BodyScrubber = (text: string, contentType: string | undefined) => string

/** Matches a form: names and values as in a query, at least one with a value. */
const form = /^[^\s=&]+=[^\s&]*(?:&[^\s=&]+=[^\s&]*)*$/

/**
 * Creates a function that scrubs bodies: JSON, sequences of it, both kinds of forms, and any other text as a whole.
 *
 * @param scrubForm scrubs a form
 */
export function createBodyScrubber(scrub: ValueScrubber, scrubForm: (text: string) => string): BodyScrubber {
  const scrubBody: BodyScrubber = (text, contentType) => {
    const json = scrubJson(text, scrub)
    if (json !== undefined) return json
    const type = parseMediaType(contentType ?? '')
    const format = type && sequenceFormatOf(type)
    if (format) return scrubSequence(text, format, scrub)
    const essence = type && `${type.type}/${type.subtype}`
    // Requests are often recorded without their headers.
    if (essence === 'application/x-www-form-urlencoded' || (!type && form.test(text))) return scrubForm(text)
    const boundary = type?.type === 'multipart' ? type.parameters.get('boundary') : undefined
    const parts = boundary ? scrubParts(text, boundary, { ...scrub, body: scrubBody }) : undefined
    return parts ?? scrub.text(text)
  }
  return scrubBody
}

/** Scrubs each item of a sequence; what separates the items stays. */
function scrubSequence(text: string, format: SequenceFormat, scrub: ValueScrubber): string {
  const scrubItem = (item: string) => scrubJson(item, scrub) ?? (item.trim() === '' ? item : scrub.text(item))
  if (format === 'json-seq') return text.split('\x1e').map(scrubItem).join('\x1e')
  return text
    .split(/(\r\n|\n|\r)/)
    .map((line) => {
      // A line of an event stream begins with the name of a field; that of a comment is empty.
      const [, field = '', value = line] =
        (format === 'event-stream' && /^((?:data|event|id|retry)?: ?)(.*)$/.exec(line)) || []
      return field + scrubItem(value)
    })
    .join('')
}
