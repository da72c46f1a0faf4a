import { parseUrl } from '../../text/url.js'
import type { ApiRequest, ApiResponse } from '../api.js'
import { createAuthorization } from '../auth.js'
import { ConfigurationError } from '../errors/configuration-error.js'
import { SignalWireError } from '../errors/signalwire-error.js'
import { tell } from '../hooks.js'
import { parseBody, toApiError } from '../judge.js'
import { resolveLimits, type Settings } from '../options.js'
import { isPlainUrl } from '../plain-url.js'
import { type Redactor, redactError } from '../redact.js'
import { attempt } from './attempt.js'
import { findRetryDelay } from './backoff.js'
import type { Clock } from './clock.js'
import { sleep } from './deadline.js'
import { findOperation } from './find-operation.js'
import type { Reply, Send } from './send.js'

/** From a request that openapi-fetch made to a complete response: auth, deadlines, repeats, judgement, hooks. */
export type Transport = (request: ApiRequest) => Promise<Reply & ApiResponse>

/** The transport of one client. @throws {ConfigurationError} for credentials that cannot be sent. */
export function createTransport(settings: Settings, clock: Clock, send: Send, { hide, redact }: Redactor): Transport {
  const { origin, hooks } = settings
  const authorize = createAuthorization(settings, hide)
  let calls = 0

  return async (request) => {
    const { signal, expected } = request
    const url = toUrl(request.url)
    const isOwn = url.startsWith(`${origin}/`)
    const { operationId, path } = findOperation(isOwn ? url.slice(origin.length) : '')
    const event = { callId: ++calls, operationId, path, attempt: 0 }
    const start = clock.elapsed()
    const since = (start: number) => clock.elapsed() - start
    try {
      // Repeating is safe for nothing else.
      if (request.method !== 'GET') throw new ConfigurationError('method: expected GET')
      if (!url) throw new ConfigurationError('path: expected one that makes a URL')
      const limits = resolveLimits(request, settings.limits)
      for (;;) {
        if (signal?.aborted) throw signal.reason
        const attemptStart = clock.elapsed()
        event.attempt++
        tell(hooks, 'onRequest', event, {})
        const { reply, error } = await attempt(clock, send, request, url, limits, since(start), isOwn && authorize)
        const status = reply?.status ?? 0
        if (reply) tell(hooks, 'onResponse', event, { status, durationMs: since(attemptStart) })
        if (signal?.aborted) throw signal.reason

        const delayMs = findRetryDelay(reply, error, event.attempt, limits.retry, clock)
        // A wait that would end after the deadline is not begun.
        if (delayMs === undefined || since(start) + delayMs >= limits.totalTimeoutMs) {
          if (!reply) throw error
          const ok = status >= 200 && status < 300
          // Of any other status no `Response` can be made.
          if (!ok && (expected || status < 400 || status > 599)) throw toApiError(reply, redact, url, clock.now())
          const { headers, text } = reply
          return { status, headers, text, ok, body: ok && parseBody(reply, expected) }
        }
        const reason = error instanceof SignalWireError ? error.code : `status ${status}`
        tell(hooks, 'onRetry', event, { delayMs, reason })
        await sleep(clock, delayMs, signal)
      }
    } catch (cause) {
      // The caller's own reason is the caller's, whatever it is, and whatever else happened.
      const error = signal?.aborted ? signal.reason : cause
      const code = error instanceof SignalWireError && !signal?.aborted ? error.code : undefined
      if (code) redactError(Object.assign(error, { operationId, attempts: event.attempt }), redact)
      tell(hooks, 'onError', event, { durationMs: since(start), reason: code ?? 'aborted', error })
      throw error
    }
  }
}

/** A URL as it is sent; empty for what is none, or holds credentials. */
function toUrl(text: string): string {
  if (isPlainUrl(text)) return text
  const { href = '', username, password } = parseUrl(text) ?? {}
  return username || password ? '' : href
}
