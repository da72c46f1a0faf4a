import { ResponseBodyError } from '../errors/response-body-error.js'
import type { Fetch } from '../fetch.js'
import { createByteCounter } from './body.js'
import type { Send } from './send.js'

/** Attempts made by a `fetch`, whose body is read and counted as it arrives. */
export function sendWithFetch(fetch: Fetch): Send {
  return async ({ url, headers, signal, maxResponseBytes }) => {
    // `manual`: a browser then shows neither status nor target of a redirect, a server runtime shows both.
    const response = await fetch(new Request(url, { headers, redirect: 'manual', signal }))
    const status = response.type === 'opaqueredirect' ? 302 : response.status
    const hasRoom = createByteCounter(status, maxResponseBytes)
    const reader = response.body?.getReader()
    const decoder = new TextDecoder()
    let text = ''
    try {
      for (;;) {
        const piece = (await reader?.read())?.value
        text += decoder.decode(piece, { stream: piece !== undefined })
        if (!piece || !hasRoom(piece)) return { status, headers: response.headers, text }
      }
    } catch (cause) {
      throw cause instanceof ResponseBodyError
        ? cause
        : new ResponseBodyError('truncated', 'the body broke off', { cause })
    } finally {
      // Lets the connection go when the body has not been read to its end. What the stream says to it is of no use.
      reader?.cancel().catch(() => {})
    }
  }
}
