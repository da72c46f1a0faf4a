import { isNullBodyStatus } from '../text/http-status.js'
import type { Journal } from './control/journal.js'
import { type FaultQueue, toFaultResponse } from './fault.js'
import type { SandboxRequest, SandboxResponse } from './responder.js'

/** What responds to requests. */
interface LocalServer {
  readonly respond: (request: SandboxRequest) => SandboxResponse
  readonly faults: FaultQueue
  readonly journal: Journal
}

/**
 * Responds to a request like `fetch`, but without a network. Faults look like a failing connection.
 *
 * It rejects as the platform's `fetch` does: with the reason of the request's signal if that is aborted, with a `TypeError`
 * that has a `cause` if the connection failed.
 *
 * @param closed when aborted, requests that hang are rejected
 */
export async function fetchLocally(
  request: Request,
  { respond, faults, journal }: LocalServer,
  closed: AbortSignal,
): Promise<Response> {
  request.signal.throwIfAborted()
  // Responds asynchronously, so that the caller may abort right after the call, as with a real network.
  await Promise.resolve()
  request.signal.throwIfAborted()
  const { method, url, headers } = request
  const received = { method, url, headers: Object.fromEntries(headers) }
  const fault = faults.take()
  if (fault && 'status' in fault) {
    journal.add(received, fault.status)
    return toFetchResponse(toFaultResponse(fault), request)
  }
  if (fault?.connection === 'reset' || fault?.connection === 'hang') journal.add(received, null)
  if (fault?.connection === 'reset') throw failed('read ECONNRESET', 'ECONNRESET')
  if (fault?.connection === 'hang') return await hang(request.signal, closed)
  const response = respond(received)
  journal.add(received, response.status)
  return toFetchResponse(response, request, fault?.connection === 'truncate')
}

function toFetchResponse({ status, headers, body }: SandboxResponse, request: Request, truncated = false): Response {
  const bodiless = request.method === 'HEAD' || isNullBodyStatus(status)
  return new Response(bodiless ? null : truncated ? truncate(body) : copy(body), { status, headers })
}

function truncate(body: Uint8Array): ReadableStream<Uint8Array> {
  let sent = false
  return new ReadableStream({
    pull(controller) {
      if (sent) controller.error(failed('other side closed', 'UND_ERR_SOCKET', 'terminated'))
      else controller.enqueue(body.slice(0, Math.ceil(body.length / 2)))
      sent = true
    },
  })
}

// A Response accepts only bytes in an ArrayBuffer. A caller's bytes may be in a SharedArrayBuffer, so they are copied.
const copy = (bytes: Uint8Array) => new Uint8Array(bytes)

function failed(reason: string, code: string, message = 'fetch failed'): TypeError {
  return new TypeError(message, { cause: Object.assign(new Error(reason), { code }) })
}

function hang(signal: AbortSignal, closed: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => {
      signal.removeEventListener('abort', end)
      closed.removeEventListener('abort', end)
      reject(signal.aborted ? signal.reason : failed('other side closed', 'UND_ERR_SOCKET'))
    }
    signal.addEventListener('abort', end)
    closed.addEventListener('abort', end)
    if (closed.aborted) end()
  })
}
