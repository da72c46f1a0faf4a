import { ConfigurationError } from '../errors/configuration-error.js'
import { ConnectionError } from '../errors/connection-error.js'
import { ResponseBodyError } from '../errors/response-body-error.js'
import { type ErrorDetails, SignalWireError } from '../errors/signalwire-error.js'
import { TimeoutError } from '../errors/timeout-error.js'
import { decideRetry, findRetryDelay, type Retry, retryAfterJitterMs } from './backoff.js'
import { type CallerSignal, type Clock, createGate, sleep, withDeadline } from './deadline.js'
import { type CallEvent, callHook, type HookEvent, type Hooks } from './hooks.js'
import type { Reply, ReplyHeaders, Send } from './send.js'
import { toWords } from './to-words.js'

/** Limits of a call. A deadline that is turned off is infinite. */
export interface Limits {
  readonly timeoutMs: number
  readonly totalTimeoutMs: number
  readonly maxResponseBytes: number
  readonly retry: Retry
}

/** What hooks may see of requests and responses. */
export interface ToShown {
  url(url: string, operationId: string | undefined): string
  requestId(headers: ReplyHeaders): string | null
  /** Selected headers, by lower-case name. */
  headers(headers: Iterable<[name: string, value: string]>): Record<string, string>
}

/** What a transport is given by its client. */
export interface TransportOptions {
  readonly clock: Clock
  readonly hooks: readonly Hooks[]
  readonly toShown: ToShown
  readonly send: Send
  /** Limit for the attempts that are made at the same time. */
  readonly maxConcurrency?: number | undefined
  /** Beginning of the only URLs that receive credentials: an origin, or a path of it. */
  readonly base: string
  /** Returns the `authorization` header of an attempt. Its errors carry `details`. */
  readonly authorize: (details: () => ErrorDetails) => Promise<string>
  readonly redact: (text: string) => string
  readonly redactCause: (cause: unknown) => unknown
}

/** What is being called. */
export interface Target {
  /** Operation of the document; undefined for a path that the document does not have. */
  readonly operationId: string | undefined
  /** Path template of the operation. */
  readonly path: string | undefined
  /** The page of a list. */
  readonly cursor?: string | null | undefined
}

/** The HTTP side of one call: any number of attempts. */
export interface Exchange {
  /** A text without secrets. */
  redact(text: string): string
  /** Time of day, in milliseconds since 1970. */
  now(): number
  /** Attempts made so far. */
  attempts(): number
  /** What an error of this call has to say about it. */
  details(): ErrorDetails
  /** Sends a GET, again if need be, until there is a response that another attempt would not change. */
  send(url: string, headers: Headers, limits: Limits, toError: (reply: Reply) => SignalWireError): Promise<Reply>
  /** Reports that the call failed. Returns the error to throw: the caller's own reason if the signal is aborted. */
  fail(cause: unknown): unknown
}

/** Starts calls. */
export type Transport = (target: Target, signal: CallerSignal) => Exchange

/** A call, as its events describe it. */
type CallState = { -readonly [Name in keyof CallEvent]: CallEvent[Name] }

/** Creates the transport of one client: credentials, deadlines, retries, hooks. It does not look at what a response says. */
export function createTransport(options: TransportOptions): Transport {
  const { clock, hooks, toShown, redact, maxConcurrency } = options
  const gate = createGate(maxConcurrency ?? Infinity)
  let calls = 0
  // After a 429 all calls wait.
  let pausedUntil = 0
  let pausedBy: Reply | undefined

  return ({ operationId, path, cursor }, signal) => {
    const event: CallState = { callId: ++calls, operationId, path, url: undefined, attempt: 0 }
    const start = clock.elapsed()
    const since = (start: number) => clock.elapsed() - start
    const emit = <Name extends keyof Hooks>(name: Name, more: () => Omit<HookEvent<Name>, keyof CallEvent>) => {
      const url = () => event.url && toShown.url(event.url, operationId)
      // Of these it consists.
      for (const one of hooks) callHook(one, name, () => ({ ...event, url: url(), ...more() }) as HookEvent<Name>)
    }
    const details = () => ({ operationId, attempts: event.attempt, cursor: cursor && redact(cursor) })
    return {
      redact,
      now: clock.now,
      attempts: () => event.attempt,
      details,
      async send(url, headers, limits, toError) {
        const left = () => limits.totalTimeoutMs - since(start)
        const timeout = () => Promise.reject(new TimeoutError('total', limits.totalTimeoutMs, details()))
        for (;;) {
          if (signal?.aborted) throw signal.reason
          const pauseMs = pausedUntil - clock.elapsed()
          if (pausedBy && pauseMs > 0) {
            const spreadMs = pauseMs + clock.random() * retryAfterJitterMs
            if (spreadMs >= left()) return pausedBy
            await sleep(clock, spreadMs, signal)
            continue
          }
          if (!gate.enter()) {
            await withDeadline(clock, left(), timeout, signal, gate.wait)
            if (signal?.aborted || pausedUntil > clock.elapsed()) {
              gate.leave()
              continue
            }
          }
          const attemptStart = clock.elapsed()
          event.attempt++
          event.url = url
          emit('onRequest', () => ({ headers: toShown.headers(headers) }))
          let reply: Reply | undefined
          let error: unknown
          try {
            const received = await attempt(options, url, headers, signal, limits, left(), details)
            reply = received
            const durationMs = since(attemptStart)
            emit('onResponse', () => ({
              status: received.status,
              durationMs,
              requestId: toShown.requestId(received.headers),
              headers: toShown.headers(received.headers),
            }))
          } catch (cause) {
            error = cause
          } finally {
            gate.leave()
          }
          if (signal?.aborted) throw signal.reason

          const decided =
            reply && reply.status < 300
              ? false
              : decideRetry(limits.retry, reply ? toError(reply) : error, event.attempt, details)
          const delayMs = findRetryDelay(reply, error, event.attempt, limits.retry, clock, decided)
          if (reply?.status === 429 && delayMs !== undefined) {
            pausedUntil = Math.max(pausedUntil, clock.elapsed() + delayMs)
            pausedBy = reply
          }
          // A wait that would end after the deadline is pointless.
          if (delayMs === undefined || since(start) + delayMs >= limits.totalTimeoutMs) {
            if (reply) return reply
            throw error
          }
          const reason = error instanceof SignalWireError ? error.code : `status ${reply?.status}`
          emit('onRetry', () => ({ delayMs, reason, error }))
          await sleep(clock, delayMs, signal)
        }
      },
      fail(cause) {
        const error = signal?.aborted ? signal.reason : cause
        const reason = error === cause && cause instanceof SignalWireError ? cause.code : 'aborted'
        const durationMs = since(start)
        emit('onError', () => ({ durationMs, reason, error }))
        return error
      },
    }
  }
}

/**
 * Makes one attempt, within its own deadline and the time that is left of the call.
 *
 * Everything it throws is an error of ours, or the reason of the signal.
 */
function attempt(
  { clock, send, base, authorize, redact, redactCause }: TransportOptions,
  url: string,
  given: Headers,
  signal: CallerSignal,
  { timeoutMs, totalTimeoutMs, maxResponseBytes }: Limits,
  leftMs: number,
  details: () => ErrorDetails,
): Promise<Reply> {
  const timeout = () => {
    const [scope, ms] = timeoutMs < leftMs ? (['attempt', timeoutMs] as const) : (['total', totalTimeoutMs] as const)
    return Promise.reject(new TimeoutError(scope, ms, details()))
  }
  return withDeadline<Reply>(clock, Math.min(timeoutMs, leftMs), timeout, signal, async (onStop) => {
    const headers = Object.fromEntries(given)
    // As late as possible: a token may be good for a short time only.
    if (url.startsWith(`${base}/`)) headers.authorization = await authorize(details)
    try {
      return await send({ url, headers, onStop, maxResponseBytes })
    } catch (thrown) {
      // They know nothing of the call yet.
      if (thrown instanceof ConfigurationError) throw new ConfigurationError(thrown.message, details())
      if (thrown instanceof ResponseBodyError) {
        throw new ResponseBodyError(thrown.reason, redact(thrown.message), {
          ...details(),
          cause: redactCause(thrown.cause),
        })
      }
      // `fetch` says only that it failed; its cause says why.
      const reason = (thrown instanceof Error && thrown.cause) || thrown
      const words = toWords(reason)
      const { hostname } = new URL(url)
      const isUnknown = words.includes('ENOTFOUND') && words.includes(hostname)
      const message = redact(`no response: ${words}${isUnknown ? '; is the name of the space right?' : ''}`)
      throw new ConnectionError(message, { ...details(), cause: redactCause(thrown) })
    }
  })
}
