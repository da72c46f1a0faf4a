import { ConfigurationError } from '../errors/configuration-error.js'
import { ResponseBodyError } from '../errors/response-body-error.js'
import { SignalWireError } from '../errors/signalwire-error.js'
import { findRetryDelay, type Outcome, type Retry } from '../transport/backoff.js'
import { sleep } from '../transport/deadline.js'
import type { OpenResponse, Reply } from '../transport/send.js'
import { Attempt, type AttemptOptions, type DownloadWorld } from './attempt.js'
import { judgeReply, type KnownFile } from './judge-reply.js'

/** The URL of a file, and its size in bytes (null if it is not known). */
export interface Link {
  readonly url: string
  readonly size: number | null
}

/** What `onStart` receives: what is known just before the first byte. */
export interface DownloadStart {
  /** Offset of the first byte in the file. It is 0 if the server sends the whole file although a later byte was requested. */
  readonly start: number
  /** Size of the whole file in bytes; null if it is not known. */
  readonly size: number | null
  /**
   * Identifies this version of the file: its strong entity tag or, without a tag, the time of its last modification; null if the
   * response has neither. Pass it to the call that continues the download.
   */
  readonly validator: string | null
}

/** One download. */
export interface DownloadRequest extends AttemptOptions {
  /** The first link; undefined to ask for one with `renew`. */
  readonly link: Link | undefined
  /** Asks for a new link. */
  readonly renew: () => Promise<Link>
  readonly retry: Retry
  readonly start: number
  readonly validator: string | null
  readonly onStart: ((start: DownloadStart) => void) | undefined
}

/** Statuses of a link that has expired. */
const expired: readonly number[] = [403, 404, 410]
/** How many new links are requested in a row without receiving a byte. */
const maxRenewals = 2

/** What one attempt came to: the end of the file, or that another request is needed now, or a failure. */
type Step = 'end' | 'ask' | Outcome

/** A download in progress. */
class Download {
  readonly #world: DownloadWorld
  readonly #request: DownloadRequest
  #link: Link | undefined
  /** Offset of the byte that is wanted next. */
  #at: number
  #file: KnownFile
  #isStarted = false
  #hasRanges = true
  #attempts = 0
  /** New links that were requested in a row without receiving a byte. */
  #renewals = 0
  /** Attempts that failed in a row without receiving a byte. */
  #failures = 0
  readonly #details = () => ({ attempts: this.#attempts })

  constructor(world: DownloadWorld, request: DownloadRequest) {
    this.#world = world
    this.#request = request
    this.#link = request.link
    this.#at = request.start
    this.#file = { validator: request.validator, total: null }
  }

  async *read(): AsyncGenerator<Uint8Array, void> {
    const { signal, retry, renew } = this.#request
    for (;;) {
      this.#link ??= await renew()
      const step = yield* this.#attempt(this.#link)
      if (step === 'end') return
      if (step === 'ask' || this.#forgetLink(step.reply)) continue
      const { clock } = this.#world
      const delayMs = findRetryDelay(step, ++this.#failures, retry, clock, this.#details)
      if (delayMs === undefined) throw step.error
      await sleep(clock, delayMs, signal)
    }
  }

  /** Makes one attempt. @throws an error after which no other attempt is made, or the reason of the signal */
  async *#attempt(link: Link): AsyncGenerator<Uint8Array, Step> {
    const { signal } = this.#request
    this.#attempts++
    const attempt = new Attempt(this.#world, this.#request, this.#details)
    try {
      return yield* this.#receive(attempt, link)
    } catch (error) {
      if (signal.aborted) throw signal.reason
      if (!(error instanceof SignalWireError) || error instanceof ConfigurationError) throw error
      if (error instanceof ResponseBodyError && error.reason !== 'truncated') throw error
      return { error }
    } finally {
      attempt.end() // runs even if the caller stops reading
    }
  }

  async *#receive(attempt: Attempt, { url, size }: Link): AsyncGenerator<Uint8Array, Step> {
    const at = this.#at
    const isRanged = at > 0 && this.#hasRanges
    const response = await attempt.open(url, isRanged ? toRangeHeaders(at, this.#file.validator) : {})
    const position = { at, isRanged, isStarted: this.#isStarted, ...this.#file }
    const verdict = judgeReply(response, position, this.#details)
    if (verdict.next === 'ask') {
      this.#at = verdict.at
      this.#hasRanges = verdict.hasRanges
      return 'ask'
    }
    if (verdict.next === 'end') {
      requireSize(size, verdict.total, this.#details)
      this.#begin(at, verdict.total, this.#file.validator)
      return 'end'
    }
    if (verdict.next === 'refuse') {
      const { status, headers, body } = response
      const reply = { status, headers, text: await attempt.readText(body) }
      return { reply, error: this.#world.toError(reply, url, this.#details) }
    }
    const { start, validator, total } = verdict
    this.#file = { validator: validator ?? this.#file.validator, total: total ?? this.#file.total }
    this.#begin(start, size ?? total, validator)
    const received = readFrom(attempt, response, this.#at - start)
    return yield* this.#pass(received, size, total)
  }

  /** Tells the caller, once, where the first byte is. */
  #begin(start: number, size: number | null, validator: string | null): void {
    if (this.#isStarted) return
    this.#isStarted = true
    this.#at = start
    this.#request.onStart?.({ start, size, validator })
  }

  /** Passes the pieces of a body on, up to the size that the recording or else the response says. */
  async *#pass(
    received: AsyncIterable<Uint8Array>,
    size: number | null,
    total: number | null,
  ): AsyncGenerator<Uint8Array, Step> {
    const end = size ?? total
    for await (const piece of received) {
      this.#renewals = this.#failures = 0
      const fitting = end === null ? piece : piece.subarray(0, end - this.#at)
      this.#at += fitting.length
      if (fitting.length > 0) yield fitting
      if (fitting.length < piece.length) {
        throw wrongSize(end, total === end ? 'more' : (total ?? 'more'), this.#details)
      }
    }
    const at = this.#at
    if (end === null || at === end) {
      requireSize(size, total, this.#details)
      return 'end'
    }
    // The server has sent everything that it has.
    if (total !== null && at >= total) throw wrongSize(end, at, this.#details)
    return { error: new ResponseBodyError('truncated', `the body ended after ${at} of ${end} bytes`, this.#details()) }
  }

  /** Forgets a link that has expired, if another one may be requested. Returns whether it did. */
  #forgetLink(reply: Reply | undefined): boolean {
    if (!reply || !expired.includes(reply.status) || this.#renewals >= maxRenewals) return false
    this.#renewals++
    this.#link = undefined
    return true
  }
}

/**
 * Yields the bytes of a file. After a broken connection it requests the rest of the file, after an expired link a new link.
 *
 * @throws {ResponseBodyError} with the reason `wrong-size`, after the last byte, if the file does not have the expected size.
 */
export const download = (world: DownloadWorld, request: DownloadRequest): AsyncGenerator<Uint8Array, void> =>
  new Download(world, request).read()

const toRangeHeaders = (at: number, validator: string | null) => ({
  range: `bytes=${at}-`,
  ...(validator !== null && { 'if-range': validator }),
})

/** Yields the pieces of a body without its first `skip` bytes, which the caller already has and the server sends again. */
async function* readFrom(attempt: Attempt, { body }: OpenResponse, skip: number): AsyncGenerator<Uint8Array> {
  let left = skip
  for (;;) {
    const piece = await attempt.read(body)
    if (piece === undefined) return
    const rest = piece.subarray(left)
    left -= piece.length - rest.length
    if (rest.length > 0) yield rest
  }
}

type Details = () => { readonly attempts: number }

const wrongSize = (expected: number | null, received: number | string, details: Details) =>
  new ResponseBodyError('wrong-size', `expected ${expected} bytes, received ${received}`, details())

/** @throws {ResponseBodyError} if the server announces another size than expected */
function requireSize(expected: number | null, total: number | null, details: Details): void {
  if (expected !== null && total !== null && expected !== total) throw wrongSize(expected, total, details)
}
