import { ConfigurationError } from '../errors/configuration-error.js'
import { ConnectionError } from '../errors/connection-error.js'
import { ResponseBodyError } from '../errors/response-body-error.js'
import { type ErrorDetails, SignalWireError } from '../errors/signalwire-error.js'
import { TimeoutError } from '../errors/timeout-error.js'
import { decideRetry, findRetryDelay, type Retry } from './backoff.js'
import { type CallerSignal, type Clock, createGate, type Gate, sleep, withDeadline } from './deadline.js'
import { type CallEvent, callHook, type HookEvent, type Hooks } from './hooks.js'
import type { Reply, ReplyHeaders, Send } from './send.js'
import { toWords } from './to-words.js'

/** Limits of a call, in milliseconds and bytes. A deadline that is turned off is Infinity. */
export interface Limits {
  readonly timeoutMs: number
  readonly totalTimeoutMs: number
  readonly maxResponseBytes: number
  readonly retry: Retry
}

/** Turns parts of requests and responses into what hooks may see. */
export interface ToShown {
  url(url: string, operationId: string | undefined): string
  requestId(headers: ReplyHeaders): string | null
  /** Selected headers, by lower-case name. */
  headers(headers: Iterable<[name: string, value: string]>): Record<string, string>
}

/** What a client passes to its transport. */
export interface TransportOptions {
  readonly clock: Clock
  readonly hooks: readonly Hooks[]
  readonly toShown: ToShown
  readonly send: Send
  /** How many attempts run at the same time. */
  readonly maxConcurrency?: number | undefined
  /** Only URLs that begin with this receive credentials: an origin, perhaps with a path. */
  readonly base: string
  /** Returns the value of the `authorization` header for an attempt. Its errors carry the result of `details`. */
  readonly authorize: (details: () => ErrorDetails) => Promise<string>
  readonly redact: (text: string) => string
  readonly redactCause: (cause: unknown) => unknown
}

/** The operation that is called. */
export interface Target {
  /** Operation of the document; undefined for an undocumented path. */
  readonly operationId: string | undefined
  /** Path template of the operation. */
  readonly path: string | undefined
  /** Where the requested page of a list begins; null for the first page. */
  readonly cursor?: string | null | undefined
}

/** Headers of a request, by lower-case name, without `authorization`. */
export type SentHeaders = Readonly<Record<string, string>>

/** The HTTP side of one call: any number of attempts. */
export interface Exchange {
  /** Returns a text without secrets. */
  redact(text: string): string
  /** Time of day, in milliseconds since 1970. */
  now(): number
  /** Attempts made so far. */
  attempts(): number
  /** Returns what an error says about this call. */
  details(): ErrorDetails
  /** Sends a GET, and repeats it as the limits say. Resolves with the last response, which may be a redirect or an error. */
  send(url: string, headers: SentHeaders, limits: Limits, toError: (reply: Reply) => SignalWireError): Promise<Reply>
  /**
   * Reports to the hooks that the call failed. Returns the error to throw, which is the reason of the signal if the signal is
   * aborted.
   */
  fail(cause: unknown): unknown
}

/** Starts calls. */
export type Transport = (target: Target, signal: CallerSignal) => Exchange

/** A call, as its events describe it. */
type CallState = { -readonly [Name in keyof CallEvent]: CallEvent[Name] }

/** Creates the transport of one client: credentials, deadlines, retries, hooks. It does not look at the content of responses. */
export function createTransport(options: TransportOptions): Transport {
  const gate = createGate<Reply>(options.clock, options.maxConcurrency ?? Infinity)
  let calls = 0
  return (target, signal) => createExchange(options, gate, ++calls, target, signal)
}

function createExchange(
  options: TransportOptions,
  gate: Gate<Reply>,
  callId: number,
  { operationId, path, cursor }: Target,
  signal: CallerSignal,
): Exchange {
  const { clock, hooks, toShown, redact } = options
  const event: CallState = { callId, operationId, path, url: undefined, attempt: 0 }
  const start = clock.elapsed()
  const since = (start: number) => clock.elapsed() - start
  const emit = <Name extends keyof Hooks>(name: Name, more: () => Omit<HookEvent<Name>, keyof CallEvent>) => {
    const url = () => event.url && toShown.url(event.url, operationId)
    // The cast: `event` and `more` together have all properties of the event.
    for (const one of hooks) callHook(one, name, () => ({ ...event, url: url(), ...more() }) as HookEvent<Name>)
  }
  const details = () => ({ operationId, attempts: event.attempt, cursor: cursor && redact(cursor) })

  /** Makes one attempt. Returns its reply or its error; does not throw. */
  async function attempt(url: string, headers: SentHeaders, limits: Limits, leftMs: number): Promise<Outcome> {
    const attemptStart = clock.elapsed()
    event.attempt++
    event.url = url
    emit('onRequest', () => ({ headers: toShown.headers(Object.entries(headers)) }))
    try {
      const reply = await sendOnce(options, url, headers, signal, limits, leftMs, details)
      const durationMs = since(attemptStart)
      emit('onResponse', () => ({
        status: reply.status,
        durationMs,
        requestId: toShown.requestId(reply.headers),
        headers: toShown.headers(reply.headers),
      }))
      return { reply }
    } catch (error) {
      return { error }
    } finally {
      gate.leave()
    }
  }

  return {
    redact,
    now: clock.now,
    attempts: () => event.attempt,
    details,
    async send(url, headers, limits, toError) {
      const { totalTimeoutMs, retry } = limits
      const left = () => totalTimeoutMs - since(start)
      const timeout = () => Promise.reject(new TimeoutError('total', totalTimeoutMs, details()))
      for (;;) {
        if (signal?.aborted) throw signal.reason
        const pausing = gate.enter() ? undefined : await gate.wait(left, timeout, signal)
        if (pausing) return pausing
        const { reply, error } = await attempt(url, headers, limits, left())
        if (signal?.aborted) throw signal.reason
        if (reply && reply.status < 300) return reply

        const decided = decideRetry(retry, reply ? toError(reply) : error, event.attempt, details)
        const delayMs = findRetryDelay(reply, error, event.attempt, retry, clock, decided)
        // After a 429 all calls of the client wait.
        if (reply?.status === 429 && delayMs !== undefined) gate.pause(delayMs, reply)
        // Waiting until after the deadline would be pointless.
        if (delayMs === undefined || delayMs >= left()) {
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

/** How an attempt ended: with a reply or with an error. */
interface Outcome {
  readonly reply?: Reply
  readonly error?: unknown
}

/**
 * Sends a request once, within the deadline of an attempt and the remaining time of the call.
 *
 * It throws only a `SignalWireError` or the reason of the signal.
 */
function sendOnce(
  { clock, send, base, authorize, redact, redactCause }: TransportOptions,
  url: string,
  headers: SentHeaders,
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
    // The credentials are requested as late as possible, because a token may be valid for a short time only.
    const sent = url.startsWith(`${base}/`) ? { ...headers, authorization: await authorize(details) } : headers
    try {
      return await send({ url, headers: sent, onStop, maxResponseBytes })
    } catch (thrown) {
      // These errors do not have the details of the call yet.
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
