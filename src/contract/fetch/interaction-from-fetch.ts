import type { Interaction } from '../interaction/interaction.js'
import { copyRequest } from './copy-request.js'
import { copyResponse } from './copy-response.js'
import { isRequest } from './fetch.js'
import { describeUnread, isUnread, type Unread } from './unread.js'

/**
 * Returns the interaction of a call of `fetch`, from its arguments and its response.
 *
 * Clones are read, so the caller can still read both. A `Request` that was sent no longer has its body, which is not
 * recorded then: to keep it, give a clone made before the call, or a URL and `init`. `fetch` has already undone the
 * content coding (and keeps its header) and joined repeated headers (Fetch Standard, 2.2.2): body and headers are as
 * `fetch` returns them.
 *
 * @throws {TypeError} if the response was read before, or the body of `init` is a stream, which was sent. Errors from
 * reading the response are thrown as they are.
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
  // A request that was sent still has everything except its body.
  const rest = { method: request.method, headers: [...request.headers], ...init }
  const sent = await copyRequest(request.url, rest, Number.POSITIVE_INFINITY).sent
  return isUnread(sent) ? sent : { ...sent, notRecorded: ['body'] }
}

function toError(unread: Unread): unknown {
  return unread.cause ?? new TypeError(describeUnread(unread))
}
