import type { Interaction } from './interaction.js'
import { interactionFromFetch } from './interaction-from-fetch.js'

/** What can be held against a document: an interaction, the two sides of a `fetch`, or its response alone. */
export type Checkable = Interaction | { readonly request: Request; readonly response: Response } | Response

/**
 * The interaction of anything that can be checked.
 *
 * A response alone is taken for the answer to a GET of its own `url`, without request headers.
 *
 * @throws TypeError when it is something else, or a response that was made by hand and so has no `url`.
 */
export async function toInteractionOf(received: unknown): Promise<Interaction> {
  if (isResponse(received)) {
    if (received.url === '') throw new TypeError('received a Response without a url; expected { request, response }')
    return interactionFromFetch(new Request(received.url), received)
  }
  if (!isPair(received)) {
    throw new TypeError('received something else; expected a Response, { request, response } or an Interaction')
  }
  // Only fetch's own response has a clone method; with it comes fetch's request.
  if (isResponse(received.response)) return interactionFromFetch(received.request as Request, received.response)
  return received as Interaction
}

function isResponse(value: unknown): value is Response {
  return typeof value === 'object' && value !== null && 'clone' in value && 'status' in value && 'headers' in value
}

function isPair(value: unknown): value is { readonly request: object; readonly response: object } {
  return typeof value === 'object' && value !== null && 'request' in value && 'response' in value
}
