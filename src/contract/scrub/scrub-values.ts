import { announcesForbiddenContent } from '../../text/http-status.js'
import { findHeader, type Header, type Interaction } from '../interaction/interaction.js'
import type { PublicValues } from './public-values.js'
import { createAddressScrubber, isAddress } from './scrub-address.js'
import { type BodyScrubber, createBodyScrubber } from './scrub-body.js'
import { scrubHeader, withRecordedHeaders } from './scrub-header.js'
import { scrubJson, type ValueScrubber } from './scrub-json.js'

/** Replaces single values by placeholders: names, numbers, hosts, and texts that are neither addresses nor JSON. */
export interface Leaves extends ValueScrubber {
  host(host: string): string
}

/** Scrubs URLs, bodies and headers, which consist of single values. */
export interface Scrubbing {
  /** Scrubs the URL of a request, or its path with the query. */
  url(text: string): string
  text(text: string): string
  number(lexeme: string): string
  body: BodyScrubber
  /** Scrubs a response header; an empty array if no check needs the header. */
  header(header: Header): Header[]
  interaction(interaction: Interaction): Interaction
}

/**
 * Creates an object that replaces the single values of interactions and of their parts.
 *
 * @param findOwnOrigin returns the origin in the document that replaces an origin to which requests were sent
 */
export function createScrubbing(
  publicValues: PublicValues,
  leaves: Leaves,
  findOwnOrigin: (origin: string) => string | undefined,
): Scrubbing {
  const { url, address, form } = createAddressScrubber(publicValues, leaves, findOwnOrigin)
  const text = (value: string): string => {
    if (publicValues.values.has(value)) return value
    if (isAddress(value)) return address(value)
    return (/^\s*[[{]/.test(value) ? scrubJson(value, values) : undefined) ?? leaves.text(value)
  }
  const values: ValueScrubber = { ...leaves, text }
  const body = createBodyScrubber(values, form)
  const header: Scrubbing['header'] = (each) => scrubHeader(each, publicValues, text)
  return {
    url,
    text,
    number: leaves.number,
    body,
    header,
    interaction({ request, response }) {
      const { headers, notRecorded } = withRecordedHeaders(request)
      return {
        request: {
          method: request.method,
          url: url(request.url),
          headers: headers.flatMap(header),
          body: request.body ? body(request.body, contentTypeOf(request.headers)) : null,
          ...(notRecorded && { notRecorded }),
        },
        response: {
          status: response.status,
          headers: response.headers.flatMap((each) =>
            // The check needs to know that there is a body.
            isForbiddenLength(response.status, each) ? [['content-length', '1'] as const] : header(each),
          ),
          body: response.body ? body(response.body, contentTypeOf(response.headers)) : null,
          ...(response.notRecorded && { notRecorded: response.notRecorded }),
        },
      }
    },
  }
}

const isForbiddenLength = (status: number, [name, value]: Header) =>
  name.toLowerCase() === 'content-length' && announcesForbiddenContent(status, [value])

const contentTypeOf = (headers: readonly Header[]) => findHeader(headers, 'content-type')
