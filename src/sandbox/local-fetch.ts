import { isNullBodyStatus } from '../text/http-status.js'
import type { Answer, Question } from './answer.js'
import { type FaultQueue, toFaultAnswer } from './fault.js'

/**
 * Answers a request as a `fetch` that reaches no network; faults behave as a failing connection would.
 *
 * It ends as the platform's does: with the reason of the request's signal when that was aborted, with a
 * `TypeError` and a `cause` when the connection failed.
 *
 * @param closed aborted when nothing will be answered any more: requests that hang are ended
 */
export async function fetchLocally(
  request: Request,
  answer: (question: Question) => Answer,
  faults: FaultQueue,
  closed: AbortSignal,
): Promise<Response> {
  request.signal.throwIfAborted()
  // A caller may abort right after the call, as with a real network.
  await Promise.resolve()
  request.signal.throwIfAborted()
  const fault = faults.take()
  if (fault && 'status' in fault) return toResponse(toFaultAnswer(fault), request)
  if (fault?.connection === 'reset') throw failed('read ECONNRESET', 'ECONNRESET')
  if (fault?.connection === 'hang') return await hang(request.signal, closed)
  const question = { method: request.method, url: request.url, authorization: request.headers.get('authorization') }
  return toResponse(answer(question), request, fault?.connection === 'truncate')
}

function toResponse({ status, headers, body }: Answer, request: Request, truncated = false): Response {
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

// A Response takes bytes over a plain ArrayBuffer only; a caller's may lie over a shared one.
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
