import type { Interaction } from '../interaction/interaction.js'
import { copyRequest } from './copy-request.js'
import { copyResponse } from './copy-response.js'
import { isRequest } from './fetch.js'
import { describeUnread, isUnread, type Unread } from './unread.js'

/**
 * Returns the interaction of a call of `fetch`: what it was called with, and its response.
 *
 * Clones are read, so the caller can still read both. A request that was sent has lost its body, which is then not recorded:
 * to keep it, give a clone made before the call, or a URL and `init`. `fetch` undoes the content coding and keeps its
 * header, and joins repeated headers (Fetch Standard, 2.2.2): body and headers are as it gives them.
 *
 * @throws TypeError when the response was read before, or the body of `init` is a stream, which was sent; whatever
 * reading the response throws.
 */
export async function interactionFromFetch(
  request: string | URL | Request,
  response: Response,
  init?: RequestInit,
): Promise<Interaction> {
  const [sent, received] = await Promise.all([
    readRequest(request, init),
    copyResponse(response, init?.method ?? (isRequest(request) ? request.method : 'GET'), Number.POSITIVE_INFINITY),
  ])
  if (isUnread(sent)) throw toError(sent)
  if (isUnread(received)) throw toError(received)
  return { request: sent, response: received }
}

async function readRequest(
  request: string | URL | Request,
  init: RequestInit | undefined,
): Promise<Interaction['request'] | Unread> {
  const hasLostBody = isRequest(request) && request.bodyUsed && (init?.body ?? undefined) === undefined
  if (!hasLostBody) return copyRequest(request, init, Number.POSITIVE_INFINITY).sent
  // Of a request that was sent, everything but the body is still there.
  const rest = { method: request.method, headers: [...request.headers], ...init }
  const sent = await copyRequest(request.url, rest, Number.POSITIVE_INFINITY).sent
  return isUnread(sent) ? sent : { ...sent, notRecorded: ['body'] }
}

function toError(unread: Unread): unknown {
  return unread.cause ?? new TypeError(describeUnread(unread))
}
