import { toVisibleText } from '../../text/visible-text.js'
import { ApiError } from '../errors/api-error.js'
import { SignalWireError } from '../errors/signalwire-error.js'
import type { CallEvent, Hooks } from './hooks.js'

/**
 * Creates hooks that write one line for each attempt: call, operation, URL, attempt, status, duration and request id. By default
 * they write to stderr.
 *
 * If a call fails although its last attempt received a complete 2xx response, they write one more line.
 */
export function createDebugHooks(write: (line: string) => void = console.error): Hooks {
  const line = ({ callId, operationId, url, attempt }: CallEvent, end: string) => {
    const request = url === undefined ? '' : ` GET ${url}, attempt ${attempt}`
    // The operation is unknown if the path passed to `client.api` is not documented.
    write(toVisibleText(`signalwire #${callId} ${operationId ?? 'unknown operation'}${request}: ${end}`))
  }
  return {
    onResponse(event) {
      const { status, durationMs, requestId, headers } = event
      const wait = headers['retry-after'] === undefined ? '' : `, retry-after ${headers['retry-after']}`
      const id = requestId === null ? '' : `, request id ${requestId}`
      line(event, `status ${status} in ${Math.round(durationMs)} ms${wait}${id}`)
    },
    onRetry(event) {
      if (event.error) line(event, `${toReason(event)}, next attempt in ${Math.round(event.delayMs)} ms`)
    },
    onError(event) {
      // The status of the response is in the line of its attempt.
      if (!(event.error instanceof ApiError)) line(event, toReason(event))
    },
  }
}

/** Says why an attempt or a call failed. It does not show the caller's reason for an abort, which may be any value. */
function toReason({ error, reason }: { readonly error: unknown; readonly reason: string }): string {
  return error instanceof SignalWireError ? `${reason}: ${error.message}` : reason
}
