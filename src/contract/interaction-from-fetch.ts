import { hasNoContent } from '../text/http-status.js'
import { readBody } from './formats/read-body.js'
import type { Interaction } from './interaction.js'

/**
 * The interaction of a request and its response, both as `fetch` knows them.
 *
 * Clones are read, so the caller can still read both. A request that was sent has lost its body, which is then left out:
 * to keep it, give a clone made before. `fetch` undoes the content coding and keeps its header, and joins repeated headers
 * (Fetch Standard, 2.2.2): body and headers are as it gives them.
 *
 * @throws TypeError when the response was read before; whatever reading its body throws.
 */
export async function interactionFromFetch(request: Request, response: Response): Promise<Interaction> {
  const [sent, received] = await Promise.all([
    readBody(request.bodyUsed ? null : request.clone().body, request.headers),
    readBody(response.clone().body, response.headers),
  ])
  return toInteraction(request, sent, response, received)
}

/** The same, once the bodies are read. */
export function toInteraction(
  request: Pick<Request, 'method' | 'url' | 'headers'>,
  sent: string | null,
  response: Pick<Response, 'status' | 'headers'>,
  received: string | null,
): Interaction {
  const { method, url, headers } = request
  const { status } = response
  return {
    request: { method, url: url.replace(/#.*$/s, ''), headers: [...headers], body: sent },
    response: {
      status,
      headers: [...response.headers],
      body: received === '' && hasNoContent(method, status) ? null : received,
    },
  }
}
