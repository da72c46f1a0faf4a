import { ResponseBodyError } from '../errors/response-body-error.js'
import { createBodyLimit, isFailed } from './body.js'
import type { Reply, Send } from './send.js'

/** A function from a request to a response: the platform's, a sandbox's, a recorder's, your own. */
export type Fetch = (request: Request) => Promise<Response>

/** Sends requests with a `fetch`. The body is read and counted as it arrives. */
export function sendWithFetch(fetch: Fetch): Send {
  return async ({ url, headers, onStop, maxResponseBytes }) => {
    const controller = new AbortController()
    let refusal: (() => Reply) | undefined
    onStop((reason) => {
      controller.abort(reason)
      return refusal?.()
    })
    const { signal } = controller
    const response = await fetch(new Request(url, { headers, redirect: 'manual', signal }))
    // Fetch Standard, 4.3: a browser hides the target of a redirect and its status, which is then 0.
    const status = response.status || 302
    const hasRoom = createBodyLimit(status, maxResponseBytes)
    const reader = response.body?.getReader()
    const pieces: Uint8Array[] = []
    let length = 0
    const toReply = () => ({ status, headers: response.headers, text: toText(pieces, length) })
    if (isFailed(status)) refusal = toReply
    try {
      while (reader && hasRoom(length)) {
        const { value } = await reader.read()
        if (!value) break
        pieces.push(value)
        length += value.length
      }
      return toReply()
    } catch (cause) {
      if (refusal) return refusal()
      throw cause instanceof ResponseBodyError
        ? cause
        : new ResponseBodyError('truncated', 'the body broke off', { cause })
    } finally {
      // Frees the connection if the body was not read to its end.
      reader?.cancel().catch(() => {})
    }
  }
}

const decoder = new TextDecoder()

// All at once: a decoder that is fed piece by piece takes three times as long on Node.
function toText(pieces: readonly Uint8Array[], length: number): string {
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const piece of pieces) {
    bytes.set(piece, offset)
    offset += piece.length
  }
  return decoder.decode(bytes)
}
