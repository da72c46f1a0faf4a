import { toVisibleText } from '../../text/visible-text.js'
import { ApiError } from '../errors/api-error.js'
import { SignalWireError } from '../errors/signalwire-error.js'
import type { CallEvent, Hooks } from './hooks.js'

/**
 * Creates hooks that write one line for each attempt: call, operation, URL, attempt, status, duration and request id. By default it is
 * written to stderr.
 *
 * A call that fails although its last attempt received a complete 2xx response has one more line.
 */
export function createDebugHooks(write: (line: string) => void = console.error): Hooks {
  const line = ({ callId, operationId, url, attempt }: CallEvent, end: string) => {
    const request = url === undefined ? '' : ` GET ${url}, attempt ${attempt}`
    // An operation has no name if `client.api` was given a path that the document does not have.
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

/** Why an attempt or a call failed. The reason that a caller gave for an abort may be anything, so it is not shown. */
function toReason({ error, reason }: { readonly error: unknown; readonly reason: string }): string {
  return error instanceof SignalWireError ? `${reason}: ${error.message}` : reason
}
