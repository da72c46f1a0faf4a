import { ResponseBodyError } from '../errors/response-body-error.js'
import { SignalWireError } from '../errors/signalwire-error.js'
import type { Fetch } from '../fetch.js'
import { createBodyCollector } from './body.js'
import type { Send } from './send.js'

/** Attempts made by a `fetch`, whose body is read and counted as it arrives. */
export function sendWithFetch(fetch: Fetch): Send {
  return async ({ url, headers, signal, maxResponseBytes }) => {
    // `manual`: a browser then shows neither status nor target of a redirect, a server runtime shows both.
    const request = new Request(url, { headers, redirect: 'manual', signal })
    const response = await fetch(request)
    const status = response.type === 'opaqueredirect' ? 302 : response.status
    const collector = createBodyCollector(status, maxResponseBytes)
    const reader = response.body?.getReader()
    try {
      for (let read = await reader?.read(); read?.value; read = await reader?.read()) {
        if (!collector.add(read.value)) break
      }
    } catch (error) {
      if (error instanceof SignalWireError) throw error
      throw new ResponseBodyError('truncated', 'the body broke off', { cause: error })
    } finally {
      // Nothing to cancel after the end; else the connection is let go. What the stream says to it is of no use.
      reader?.cancel().catch(() => {})
    }
    return { status, headers: response.headers, text: collector.text() }
  }
}
