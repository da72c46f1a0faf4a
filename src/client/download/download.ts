import { ConfigurationError } from '../errors/configuration-error.js'
import { ResponseBodyError } from '../errors/response-body-error.js'
import { SignalWireError } from '../errors/signalwire-error.js'
import { toApiError } from '../judge.js'
import { decideRetry, findRetryDelay, type Retry } from '../transport/backoff.js'
import { sleep } from '../transport/deadline.js'
import type { OpenResponse, Reply } from '../transport/send.js'
import { type Attempt, type AttemptOptions, createAttempt, type DownloadWorld } from './attempt.js'
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

/**
 * Yields the bytes of a file. After a broken connection it requests the rest of the file, after an expired link a new link.
 *
 * @throws {ResponseBodyError} with the reason `wrong-size`, after the last byte, if the file does not have the expected size.
 */
export async function* download(world: DownloadWorld, request: DownloadRequest): AsyncGenerator<Uint8Array> {
  const { signal, retry, renew, onStart } = request
  let { link, start: at } = request
  let file: KnownFile = { validator: request.validator, total: null }
  let [isStarted, hasRanges] = [false, true]
  let [attempts, renewals, failures] = [0, 0, 0]
  const details = () => ({ attempts })

  for (;;) {
    link ??= await renew()
    const { url, size } = link
    const isRanged = at > 0 && hasRanges
    attempts++
    const attempt = createAttempt(world, request, details)
    let refusal: Reply | undefined
    let error: SignalWireError
    try {
      const response = await attempt.open(url, isRanged ? toRangeHeaders(at, file.validator) : {})
      const verdict = judgeReply(response, { at, isRanged, isStarted, ...file }, details)
      if (verdict.next === 'ask') {
        ;({ at, hasRanges } = verdict)
        continue
      }
      if (verdict.next === 'end') {
        requireSize(size, verdict.total, details)
        if (!isStarted) onStart?.({ start: at, size: verdict.total, validator: file.validator })
        return
      }
      if (verdict.next === 'refuse') {
        const { status, headers, body } = response
        refusal = { status, headers, text: await attempt.readText(body) }
        error = toApiError(refusal, url, { redact: world.redact, now: world.clock.now, details })
        if (expired.includes(status) && renewals < maxRenewals) {
          renewals++
          link = undefined
          continue
        }
      } else {
        const { start, validator, total } = verdict
        file = { validator: validator ?? file.validator, total: total ?? file.total }
        if (!isStarted) {
          isStarted = true
          at = start
          onStart?.({ start, size: size ?? total, validator })
        }
        const end = size ?? total
        for await (const piece of readFrom(attempt, response, at - start)) {
          ;[renewals, failures] = [0, 0]
          const fitting = end === null ? piece : piece.subarray(0, end - at)
          at += fitting.length
          if (fitting.length > 0) yield fitting
          if (fitting.length < piece.length) throw wrongSize(end, total === end ? 'more' : (total ?? 'more'), details)
        }
        if (end === null || at === end) return requireSize(size, total, details)
        // The server has sent everything that it has.
        if (total !== null && at >= total) throw wrongSize(end, at, details)
        error = new ResponseBodyError('truncated', `the body ended after ${at} of ${end} bytes`, details())
      }
    } catch (thrown) {
      if (signal.aborted) throw signal.reason
      if (!(thrown instanceof SignalWireError) || thrown instanceof ConfigurationError) throw thrown
      if (thrown instanceof ResponseBodyError && thrown.reason !== 'truncated') throw thrown
      error = thrown
    } finally {
      attempt.end() // runs even if the caller stops reading
    }
    failures++
    const decided = decideRetry(retry, error, failures, details)
    const delayMs = findRetryDelay(refusal, error, failures, retry, world.clock, decided)
    if (delayMs === undefined) throw error
    await sleep(world.clock, delayMs, signal)
  }
}

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
