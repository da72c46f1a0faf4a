import type { ApiRequest, ApiResponse } from '../api.js'
import { createAuthorization } from '../auth.js'
import { ConfigurationError } from '../errors/configuration-error.js'
import { ConnectionError } from '../errors/connection-error.js'
import { SignalWireError, withContext } from '../errors/signalwire-error.js'
import { TimeoutError } from '../errors/timeout-error.js'
import { type CallEvent, tell } from '../hooks.js'
import { parseBody, toApiError } from '../judge.js'
import { type Limits, resolveLimits, type Settings } from '../options.js'
import { createRedactor, redactError } from '../redact.js'
import type { Outcome } from './backoff.js'
import type { Clock } from './clock.js'
import { withDeadline } from './deadline.js'
import { findOperation } from './find-operation.js'
import { repeat } from './repeat.js'
import type { Reply, Send } from './send.js'

/** What a client has for all of its calls. */
export interface Station {
  readonly settings: Settings
  readonly clock: Clock
  readonly send: Send
}

/** From a request that openapi-fetch made to a complete response: auth, deadlines, repeats, judgement, hooks. */
export type Transport = (request: ApiRequest) => Promise<Reply & ApiResponse>

/** The transport of one client. @throws {ConfigurationError} for credentials that cannot be sent. */
export function createTransport(station: Station): Transport {
  const { settings, clock } = station
  const { hide, redact } = createRedactor()
  const authorize = createAuthorization(settings, hide)
  const prefix = `${settings.origin}/`
  let calls = 0
  return async (request) => {
    const { url, method, expected, signal } = request
    const pathname = url.startsWith(prefix) ? url.slice(prefix.length - 1).replace(/\?.*/s, '') : undefined
    const event = { callId: ++calls, ...findOperation(pathname), attempt: 0 }
    const startedAt = clock.elapsed()
    try {
      // Repeating is safe for nothing else.
      if (method !== 'GET') throw new ConfigurationError(`method: expected GET, received ${method}`)
      const reply = await send(station, request, event, pathname === undefined ? undefined : authorize)
      const { status } = reply
      const ok = status >= 200 && status < 300
      if (!ok && (expected || status < 400)) throw toApiError(reply, redact, url, clock.now())
      return { ...reply, ok, body: ok && parseBody(reply, expected) }
    } catch (error) {
      // The caller's own reason is the caller's, whatever it is.
      const isOurs = error instanceof SignalWireError && !signal?.aborted
      if (isOurs) redactError(withContext(error, { operationId: event.operationId, attempts: event.attempt }), redact)
      const durationMs = clock.elapsed() - startedAt
      tell(settings.hooks.onError, { ...event, durationMs, reason: isOurs ? error.code : 'aborted', error })
      throw error
    }
  }
}

type Authorize = (() => Promise<string>) | undefined

/** Sends a request as often as its limits allow, counting attempts on `event`. */
function send(station: Station, request: ApiRequest, event: Counted, authorize: Authorize): Promise<Reply> {
  const { clock, settings } = station
  const limits = resolveLimits(request, settings.limits)
  const onRetry = (outcome: Outcome, delayMs: number) => {
    const reason = 'reply' in outcome ? `status ${outcome.reply.status}` : (outcome.error as SignalWireError).code // only ours are repeated
    tell(settings.hooks.onRetry, { ...event, delayMs, reason })
  }
  return repeat({ ...limits, clock, signal: request.signal, onRetry }, async (leftMs) => {
    event.attempt++
    const startedAt = clock.elapsed()
    tell(settings.hooks.onRequest, { ...event })
    try {
      const reply = await attempt(station, request, limits, leftMs, authorize)
      tell(settings.hooks.onResponse, { ...event, status: reply.status, durationMs: clock.elapsed() - startedAt })
      return { reply }
    } catch (error) {
      return { error: error instanceof SignalWireError || request.signal?.aborted ? error : toConnectionError(error) }
    }
  })
}

/** One attempt, within its own deadline or what is left of the call's. */
function attempt(
  { clock, send }: Station,
  { url, headers, signal }: ApiRequest,
  { timeoutMs, totalTimeoutMs, maxResponseBytes }: Limits,
  leftMs: number,
  authorize: Authorize,
): Promise<Reply> {
  const timeout = () =>
    timeoutMs < leftMs ? new TimeoutError('attempt', timeoutMs) : new TimeoutError('total', totalTimeoutMs)
  return withDeadline(clock, { delayMs: Math.min(timeoutMs, leftMs), timeout, signal }, async (ended) => {
    const authorization = authorize && { authorization: await authorize() }
    return send({ url, headers: { ...Object.fromEntries(headers), ...authorization }, signal: ended, maxResponseBytes })
  })
}

type Counted = Omit<CallEvent, 'attempt'> & { attempt: number }

/** What came instead of a response. Its code says more than its message: the platform's is "fetch failed". */
function toConnectionError(cause: unknown): ConnectionError {
  const { code, message, cause: inner } = Object(cause) as { code?: unknown; message?: unknown; cause?: unknown } // whatever was thrown
  const reason = code ?? (Object(inner) as { code?: unknown }).code ?? message
  return new ConnectionError(`no response: ${String(reason)}`, { cause })
}
