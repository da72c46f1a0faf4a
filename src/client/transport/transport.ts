import { isSuccess } from '../../text/http-status.js'
import { ConfigurationError, ConnectionError, ResponseBodyError, TimeoutError } from '../errors/client-errors.js'
import { type ErrorDetails, SignalWireError } from '../errors/signalwire-error.js'
import { findRequestedDelay, findRetryDelay, type Outcome, type Retry } from './backoff.js'
import { type CallerSignal, type Clock, sleep, withDeadline } from './deadline.js'
import { createGate, type Gate } from './gate.js'
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
  readonly authorize: (details: () => ErrorDetails) => string | Promise<string>
  /** Creates the error for a response whose status is not 2xx. */
  readonly toError: (reply: Reply, url: string, details: () => ErrorDetails) => SignalWireError
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

/** Starts calls. */
export type Transport = (target: Target, signal: CallerSignal) => Exchange

/** Creates the transport of one client: credentials, deadlines, retries, hooks. It does not look at the content of responses. */
export function createTransport(options: TransportOptions): Transport {
  const gate = createGate<Reply>(options.clock, options.maxConcurrency ?? Infinity)
  let calls = 0
  return (target, signal) => new Exchange(options, gate, ++calls, target, signal)
}

/** What a call ended with: a response, and the error that its status means; undefined for 2xx. */
export interface Answer extends Outcome {
  readonly reply: Reply
}

/** The HTTP side of one call: any number of attempts. */
export class Exchange {
  readonly #options: TransportOptions
  readonly #gate: Gate<Reply>
  readonly #signal: CallerSignal
  readonly #cursor: string | null | undefined
  /** The call, as its events describe it. */
  readonly #event: { -readonly [Name in keyof CallEvent]: CallEvent[Name] }
  readonly #start: number

  constructor(
    options: TransportOptions,
    gate: Gate<Reply>,
    callId: number,
    { operationId, path, cursor }: Target,
    signal: CallerSignal,
  ) {
    this.#options = options
    this.#gate = gate
    this.#signal = signal
    this.#cursor = cursor
    this.#event = { callId, operationId, path, url: undefined, attempt: 0 }
    this.#start = options.clock.elapsed()
  }

  /** Attempts made so far. */
  get attempts(): number {
    return this.#event.attempt
  }

  /** Returns what an error says about this call. Called only for an error: redacting a cursor takes time. */
  readonly details = (): ErrorDetails => {
    const cursor = this.#cursor
    return {
      operationId: this.#event.operationId,
      attempts: this.attempts,
      cursor: cursor && this.#options.redact(cursor),
    }
  }

  /**
   * Sends a GET, and repeats it as the limits say. Returns the last response.
   *
   * @throws a `SignalWireError` or the reason of the signal, if there is no response.
   */
  async send(url: string, headers: SentHeaders, limits: Limits): Promise<Answer> {
    const { clock, toError } = this.#options
    const left = () => limits.totalTimeoutMs - this.#since(this.#start)
    const timeout = () => Promise.reject(new TimeoutError('total', limits.totalTimeoutMs, this.details()))
    for (;;) {
      if (this.#signal?.aborted) throw this.#signal.reason
      const pausedBy = this.#gate.enter() ? undefined : await this.#gate.wait(left, timeout, this.#signal)
      if (pausedBy) return { reply: pausedBy, error: toError(pausedBy, url, this.details) }
      const { reply, error } = await this.#attempt(url, headers, limits, left())
      if (this.#signal?.aborted) throw this.#signal.reason
      if (reply && !error) return { reply }
      const delayMs = findRetryDelay({ reply, error }, this.attempts, limits.retry, clock, this.details)
      // After a 429 all calls of the client wait, even if this one is not repeated.
      if (reply?.status === 429) {
        const pauseMs = delayMs ?? findRequestedDelay(reply, limits.retry, clock)
        if (pauseMs !== undefined) this.#gate.pause(pauseMs, reply)
      }
      // Waiting until after the deadline would be pointless.
      if (delayMs === undefined || delayMs >= left()) {
        if (reply) return { reply, error }
        throw error
      }
      const reason = reply || !(error instanceof SignalWireError) ? `status ${reply?.status}` : error.code
      this.#emit('onRetry', () => ({ delayMs, reason, error: reply ? undefined : error }))
      await sleep(clock, delayMs, this.#signal)
    }
  }

  /**
   * Reports to the hooks that the call failed. Returns the error to throw, which is the reason of the signal if the signal is
   * aborted.
   */
  fail(cause: unknown): unknown {
    const error = this.#signal?.aborted ? this.#signal.reason : cause
    const reason = error === cause && cause instanceof SignalWireError ? cause.code : 'aborted'
    const durationMs = this.#since(this.#start)
    this.#emit('onError', () => ({ durationMs, reason, error }))
    return error
  }

  /** Makes one attempt. Does not throw. */
  async #attempt(url: string, headers: SentHeaders, limits: Limits, leftMs: number): Promise<Outcome> {
    const { clock, toShown, toError } = this.#options
    const start = clock.elapsed()
    this.#event.attempt++
    this.#event.url = url
    this.#emit('onRequest', () => ({ headers: toShown.headers(Object.entries(headers)) }))
    try {
      const reply = await this.#sendOnce(url, headers, limits, leftMs)
      const durationMs = this.#since(start)
      this.#emit('onResponse', () => ({
        status: reply.status,
        durationMs,
        requestId: toShown.requestId(reply.headers),
        headers: toShown.headers(reply.headers),
      }))
      return { reply, error: isSuccess(reply.status) ? undefined : toError(reply, url, this.details) }
    } catch (error) {
      return { error }
    } finally {
      this.#gate.leave()
    }
  }

  /**
   * Sends a request within the deadline of an attempt and the remaining time of the call.
   *
   * @throws a `SignalWireError` or the reason of the signal.
   */
  #sendOnce(url: string, headers: SentHeaders, limits: Limits, leftMs: number): Promise<Reply> {
    const { clock, send, base, authorize } = this.#options
    const { timeoutMs, totalTimeoutMs, maxResponseBytes } = limits
    const timeout = () => {
      const [scope, ms] = timeoutMs < leftMs ? (['attempt', timeoutMs] as const) : (['total', totalTimeoutMs] as const)
      return Promise.reject(new TimeoutError(scope, ms, this.details()))
    }
    return withDeadline<Reply>(clock, Math.min(timeoutMs, leftMs), timeout, this.#signal, async (onStop) => {
      // Not a spread, because adding a property to what a spread has copied takes Node 20 a microsecond.
      const sent: Record<string, string> = Object.assign({}, headers)
      // The credentials are requested as late as possible, because a token may be valid for a short time only.
      if (url.startsWith(`${base}/`)) sent.authorization = await authorize(this.details)
      try {
        return await send({ url, headers: sent, onStop, maxResponseBytes })
      } catch (thrown) {
        throw toCallError(thrown, url, this.details(), this.#options)
      }
    })
  }

  #since(start: number): number {
    return this.#options.clock.elapsed() - start
  }

  #emit<Name extends keyof Hooks>(name: Name, more: () => Omit<HookEvent<Name>, keyof CallEvent>): void {
    const { hooks, toShown } = this.#options
    const createEvent = () => {
      const { url, operationId } = this.#event
      return { ...this.#event, url: url && toShown.url(url, operationId), ...more() } as HookEvent<Name> // all of its properties
    }
    for (const one of hooks) callHook(one, name, createEvent)
  }
}

/** Returns the error for what an attempt threw, with the details of the call and without secrets. */
function toCallError(
  thrown: unknown,
  url: string,
  details: ErrorDetails,
  { redact, redactCause }: Pick<TransportOptions, 'redact' | 'redactCause'>,
): SignalWireError {
  if (thrown instanceof ConfigurationError) return new ConfigurationError(thrown.message, details)
  if (thrown instanceof ResponseBodyError) {
    const cause = redactCause(thrown.cause)
    return new ResponseBodyError(thrown.reason, redact(thrown.message), { ...details, cause })
  }
  // `fetch` says only that it failed; its cause says why.
  const words = toWords((thrown instanceof Error && thrown.cause) || thrown)
  const isUnknown = words.includes('ENOTFOUND') && words.includes(new URL(url).hostname)
  const message = redact(`no response: ${words}${isUnknown ? '; is the name of the space right?' : ''}`)
  return new ConnectionError(message, { ...details, cause: redactCause(thrown) })
}
