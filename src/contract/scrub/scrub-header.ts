import { type Header, type Interaction, isRecorded } from '../interaction/interaction.js'
import type { PublicValues } from './public-values.js'
import { scrubMediaType } from './scrub-media-type.js'

/** Response headers that are needed to check a response, even if they are not documented. */
const neededHeaders = new Set(['content-type', 'retry-after'])

/** Without a document, a check may need any header but these, which are about the connection or the server. */
const neverNeeded = /^(connection|date|keep-alive|proxy-.*|server|set-cookie|trailer|upgrade|via|x-powered-by)$/

/**
 * Returns a request without the headers that are not recorded: all but the content type of its body, without which the body
 * cannot be checked.
 */
export function withRecordedHeaders(request: Interaction['request']): Interaction['request'] {
  const hasBody = Boolean(request.body) || !isRecorded(request, 'body')
  const headers = hasBody ? request.headers.filter(([name]) => name.toLowerCase() === 'content-type') : []
  if (headers.length === 0) return { ...request, headers }
  return { ...request, headers, notRecorded: [...new Set([...(request.notRecorded ?? []), 'headers' as const])] }
}

/** Returns a response header, with its value scrubbed unless it is harmless; an empty array if no check needs the header. */
export function scrubHeader(
  [field, value]: Header,
  publicValues: PublicValues,
  scrub: (text: string) => string,
): Header[] {
  const name = field.toLowerCase()
  const isNeeded = publicValues.isWord(name) ? !neverNeeded.test(name) : publicValues.headers.has(name)
  if (!neededHeaders.has(name) && !isNeeded) return []
  if (name === 'content-type')
    return [[name, scrubMediaType(value, (type) => publicValues.mediaTypes.has(type), scrub)]]
  if (name === 'retry-after' && /^\d{1,5}$/.test(value)) return [[name, value]]
  return [[name, scrub(value)]]
}
