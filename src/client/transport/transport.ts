import type { ApiRequest, ApiResponse } from '../api.js'
import { createAuthorization } from '../auth.js'
import { ConfigurationError } from '../errors/configuration-error.js'
import { ConnectionError } from '../errors/connection-error.js'
import { SignalWireError, withContext } from '../errors/signalwire-error.js'
import { TimeoutError } from '../errors/timeout-error.js'
import { tell } from '../hooks.js'
import { parseBody, toApiError } from '../judge.js'
import { resolveLimits, type Settings } from '../options.js'
import { createRedactor, redactError } from '../redact.js'
import type { Outcome } from './backoff.js'
import type { Clock } from './clock.js'
import { withDeadline } from './deadline.js'
import { findOperation } from './find-operation.js'
import { repeat } from './repeat.js'
import type { Reply, Send } from './send.js'

/** From a request that openapi-fetch made to a complete response: auth, deadlines, repeats, judgement, hooks. */
export type Transport = (request: ApiRequest) => Promise<Reply & ApiResponse>

/** The transport of one client. @throws {ConfigurationError} for credentials that cannot be sent. */
export function createTransport(settings: Settings, clock: Clock, send: Send): Transport {
  const { origin, hooks } = settings
  const { hide, redact } = createRedactor()
  const authorize = createAuthorization(settings, hide)
  let calls = 0

  return async (request) => {
    const { url, signal, expected } = request
    const isOurs = url.startsWith(`${origin}/`)
    const event = { callId: ++calls, ...findOperation(isOurs ? url.slice(origin.length) : ''), attempt: 0 }
    const startedAt = clock.elapsed()
    try {
      // Repeating is safe for nothing else.
      if (request.method !== 'GET') throw new ConfigurationError('method: expected GET')
      const limits = resolveLimits(request, settings.limits)
      const attempt = async (leftMs: number): Promise<Outcome> => {
        const { timeoutMs, totalTimeoutMs, maxResponseBytes } = limits
        const startedAt = clock.elapsed()
        const timeout = () =>
          Promise.reject(
            timeoutMs < leftMs ? new TimeoutError('attempt', timeoutMs) : new TimeoutError('total', totalTimeoutMs),
          )
        event.attempt++
        tell(hooks.onRequest, { ...event })
        try {
          const reply = await withDeadline<Reply>(
            clock,
            Math.min(timeoutMs, leftMs),
            timeout,
            signal,
            async (ended) => {
              const authorization = isOurs && { authorization: await authorize() }
              return send({
                url,
                headers: { ...Object.fromEntries(request.headers), ...authorization },
                signal: ended,
                maxResponseBytes,
              })
            },
          )
          tell(hooks.onResponse, { ...event, status: reply.status, durationMs: clock.elapsed() - startedAt })
          return { reply }
        } catch (error) {
          return { error: error instanceof SignalWireError || signal?.aborted ? error : toConnectionError(error) }
        }
      }
      const reply = await repeat(
        clock,
        limits.retry,
        limits.totalTimeoutMs,
        signal,
        attempt,
        ({ reply, error }, delayMs) => {
          const reason = reply ? `status ${reply.status}` : (error as SignalWireError).code // no other is repeated
          tell(hooks.onRetry, { ...event, delayMs, reason })
        },
      )
      const ok = reply.status < 300
      if (!ok && (expected || reply.status < 400)) throw toApiError(reply, redact, url, clock.now())
      return { ...reply, ok, body: ok && parseBody(reply, expected) }
    } catch (error) {
      // The caller's own reason is the caller's, whatever it is.
      const isOurs = error instanceof SignalWireError && !signal?.aborted
      if (isOurs) redactError(withContext(error, { operationId: event.operationId, attempts: event.attempt }), redact)
      tell(hooks.onError, {
        ...event,
        durationMs: clock.elapsed() - startedAt,
        reason: isOurs ? error.code : 'aborted',
        error,
      })
      throw error
    }
  }
}

/** What came instead of a response. Its code says more than its message: the platform's is "fetch failed". */
function toConnectionError(cause: unknown): ConnectionError {
  const { code, message, cause: inner } = Object(cause) as { code?: unknown; message?: unknown; cause?: unknown } // whatever was thrown
  return new ConnectionError(`no response: ${code ?? (Object(inner) as { code?: unknown }).code ?? message}`, { cause })
}
