import type { ApiRequest } from '../api.js'
import { createAuthorization } from '../auth.js'
import { ConfigurationError } from '../errors/configuration-error.js'
import { SignalWireError, withContext } from '../errors/signalwire-error.js'
import { TimeoutError } from '../errors/timeout-error.js'
import { type CallEvent, tell } from '../hooks.js'
import { toApiError } from '../judge.js'
import { type Limits, resolveLimits, type Settings } from '../options.js'
import { type Redactor, redactError } from '../redact.js'
import { findRetryDelay, type Outcome } from './backoff.js'
import { sleep, type Timers, withDeadline } from './deadline.js'
import { findOperation } from './find-operation.js'
import type { Reply, Send } from './send.js'

/** Time and chance. */
export interface Clock extends Timers {
  /** Time of day, in milliseconds since 1970. */
  now(): number
  /** Time since some moment, in milliseconds; never set back. */
  elapsed(): number
  /** A number from 0 up to 1. */
  random(): number
}

/** The reply that ended a call, whatever its status; to openapi-fetch a light stand-in for a `Response`. */
export interface Answer extends Reply {
  readonly ok: boolean
  text(): Promise<string>
  /** Ends the call with an error after all: tells the hooks and gives back what is to be thrown. */
  fail(error: unknown): unknown
  /** The error for a status other than 2xx, told to the hooks. */
  refuse(): unknown
}

/** A client's part in each of its calls. */
export interface Station {
  readonly settings: Settings
  readonly clock: Clock
  readonly redactor: Redactor
  readonly send: Send
}

/** From a request that openapi-fetch made to a complete reply: auth, deadlines, repeats, hooks. */
export function createTransport(station: Station): (request: ApiRequest) => Promise<Answer> {
  const { settings, clock, redactor } = station
  const { origin, hooks, limits } = settings
  const authorize = createAuthorization(settings, redactor)
  let calls = 0
  return async (request) => {
    const { url } = request
    const isOurs = url.startsWith(`${origin}/`)
    const event = { callId: ++calls, ...findOperation(url.slice(origin.length).split('?')[0]), attempt: 0 }
    const startedAt = clock.elapsed()
    const fail = (error: unknown) => {
      const aborted = request.signal?.aborted === true
      if (!aborted && error instanceof SignalWireError) {
        withContext(redactError(error, redactor), { operationId: event.operationId, attempts: event.attempt })
      }
      const durationMs = clock.elapsed() - startedAt
      tell(hooks.onError, { ...event, durationMs, reason: aborted ? 'aborted' : reasonOf(error), error })
      return error
    }
    const refuse = (reply: Reply) => fail(toApiError(reply, redactor, url, clock.now()))
    let reply: Reply
    try {
      if (request.method !== 'GET') throw new ConfigurationError(`method: expected GET, received ${request.method}`)
      reply = await repeat(station, event, request, resolveLimits(request, limits), isOurs ? authorize : undefined)
    } catch (error) {
      throw fail(error)
    }
    if (reply.status >= 300 && reply.status < 400) throw refuse(reply)
    const ok = reply.status >= 200 && reply.status < 300
    return { ...reply, ok, text: async () => reply.body, fail, refuse: () => refuse(reply) }
  }
}

/** Attempts until one ends for good, counted on `event`. */
async function repeat(
  station: Station,
  event: { attempt: number } & Omit<CallEvent, 'attempt'>,
  request: ApiRequest,
  limits: Limits,
  authorize: (() => Promise<string>) | undefined,
): Promise<Reply> {
  const { clock, settings } = station
  const end = clock.elapsed() + limits.totalTimeoutMs
  for (;;) {
    event.attempt++
    const outcome = await attempt(station, event, request, limits, end - clock.elapsed(), authorize)
    const delayMs = findRetryDelay(outcome, event.attempt, limits.retry, { random: clock.random(), now: clock.now() })
    if (delayMs === undefined || request.signal?.aborted || clock.elapsed() + delayMs >= end) {
      if ('reply' in outcome) return outcome.reply
      throw outcome.error
    }
    const reason = 'reply' in outcome ? `status ${outcome.reply.status}` : reasonOf(outcome.error)
    tell(settings.hooks.onRetry, { ...event, delayMs, reason })
    await sleep(clock, delayMs, request.signal ?? undefined)
  }
}

/** One attempt, within its own deadline or what is left of the call's. */
async function attempt(
  { settings, clock, send }: Station,
  event: CallEvent,
  { url, headers, signal }: ApiRequest,
  { timeoutMs, totalTimeoutMs }: Limits,
  leftMs: number,
  authorize: (() => Promise<string>) | undefined,
): Promise<Outcome> {
  const startedAt = clock.elapsed()
  const timeout = () =>
    timeoutMs < leftMs ? new TimeoutError('attempt', timeoutMs) : new TimeoutError('total', totalTimeoutMs)
  tell(settings.hooks.onRequest, { ...event })
  try {
    const deadline = { delayMs: Math.min(timeoutMs, leftMs), signal: signal ?? undefined, timeout }
    const reply = await withDeadline(clock, deadline, async (ended) => {
      const authorization = authorize && { authorization: await authorize() }
      const { maxResponseBytes } = settings
      return send({
        url,
        headers: { ...Object.fromEntries(headers), ...authorization },
        signal: ended,
        maxResponseBytes,
      })
    })
    tell(settings.hooks.onResponse, { ...event, status: reply.status, durationMs: clock.elapsed() - startedAt })
    return { reply }
  } catch (error) {
    return { error }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof SignalWireError ? error.code : 'unknown'
}
