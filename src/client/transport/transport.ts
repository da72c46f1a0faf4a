import type { ApiRequest, ApiResponse } from '../api.js'
import { createAuthorization } from '../auth.js'
import { ConfigurationError } from '../errors/configuration-error.js'
import { SignalWireError, withContext } from '../errors/signalwire-error.js'
import { tell } from '../hooks.js'
import { parseBody, toApiError } from '../judge.js'
import { resolveLimits, type Settings } from '../options.js'
import { createRedactor, redactError } from '../redact.js'
import { attempt } from './attempt.js'
import type { Clock } from './clock.js'
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
    const isOwn = url.startsWith(`${origin}/`)
    const event = { callId: ++calls, ...findOperation(isOwn ? url.slice(origin.length) : ''), attempt: 0 }
    const startedAt = clock.elapsed()
    try {
      // Repeating is safe for nothing else.
      if (request.method !== 'GET') throw new ConfigurationError('method: expected GET')
      const limits = resolveLimits(request, settings.limits)
      const reply = await repeat(clock, limits, signal, {
        async attempt(leftMs) {
          const startedAt = clock.elapsed()
          event.attempt++
          tell(hooks.onRequest, event, {})
          const outcome = await attempt(clock, send, request, limits, leftMs, isOwn ? authorize : undefined)
          const { status } = outcome.reply ?? {}
          if (status) tell(hooks.onResponse, event, { status, durationMs: clock.elapsed() - startedAt })
          return outcome
        },
        onRetry({ reply, error }, delayMs) {
          const reason = reply ? `status ${reply.status}` : (error as SignalWireError).code // no other is repeated
          tell(hooks.onRetry, event, { delayMs, reason })
        },
      })
      const ok = reply.status < 300
      if (!ok && (expected || reply.status < 400)) throw toApiError(reply, redact, url, clock.now())
      return { ...reply, ok, body: ok && parseBody(reply, expected) }
    } catch (error) {
      // The caller's own reason is the caller's, whatever it is.
      const code = error instanceof SignalWireError && !signal?.aborted ? error.code : undefined
      if (code)
        redactError(
          withContext(error as SignalWireError, { operationId: event.operationId, attempts: event.attempt }),
          redact,
        )
      tell(hooks.onError, event, { durationMs: clock.elapsed() - startedAt, reason: code ?? 'aborted', error })
      throw error
    }
  }
}
