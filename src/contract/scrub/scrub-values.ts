import { findHeaders } from '../interaction/headers.js'
import type { Header, Interaction } from '../interaction/interaction.js'
import type { PublicWords } from './public-words.js'
import { createAddressScrubber, isAddress } from './scrub-address.js'
import { type BodyScrubber, createBodyScrubber } from './scrub-body.js'
import { scrubHeader } from './scrub-header.js'
import { scrubJson, type ValueScrubber } from './scrub-json.js'

/** What takes the place of single values: texts that are no address and no JSON, numbers, names, hosts. */
export interface Leaves extends ValueScrubber {
  host(host: string): string
}

/** Scrubs what is put together from values. */
export interface Scrubbing {
  text(text: string): string
  number(lexeme: string): string
  body: BodyScrubber
  /** None when no contract needs the header. */
  header(header: Header): Header[]
  interaction(interaction: Interaction): Interaction
}

/**
 * An object that takes interactions apart into values, gives each to its leaf, and puts them together again.
 *
 * @param findOwnOrigin gives the document's origin for one that requests went to
 */
export function createScrubbing(
  words: PublicWords,
  leaves: Leaves,
  findOwnOrigin: (origin: string) => string | undefined,
): Scrubbing {
  const { address, query } = createAddressScrubber(words, leaves, findOwnOrigin)
  const text = (value: string): string => {
    if (words.values.has(value)) return value
    if (isAddress(value)) return address(value)
    return (/^\s*[[{]/.test(value) ? scrubJson(value, values) : undefined) ?? leaves.text(value)
  }
  const values: ValueScrubber = { ...leaves, text }
  const body = createBodyScrubber(values, query)
  const header: Scrubbing['header'] = (each) => scrubHeader(each, words, text)
  return {
    text,
    number: leaves.number,
    body,
    header,
    interaction: ({ request, response }) => ({
      request: {
        method: request.method,
        url: address(request.url),
        headers: [],
        body: request.body ? body(request.body, contentTypeOf(request.headers)) : null,
      },
      response: {
        status: response.status,
        headers: response.headers.flatMap(header),
        body: response.body ? body(response.body, contentTypeOf(response.headers)) : null,
      },
    }),
  }
}

const contentTypeOf = (headers: readonly Header[]) => findHeaders(headers, 'content-type')[0]
