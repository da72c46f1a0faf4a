import { isPassingStatus } from '../../text/http-status.js'
import { parseUrl } from '../../text/url.js'
import { ConfigurationError } from '../errors/configuration-error.js'
import { ConnectionError } from '../errors/connection-error.js'
import { ResponseBodyError } from '../errors/response-body-error.js'
import { type ErrorDetails, SignalWireError } from '../errors/signalwire-error.js'
import { TimeoutError } from '../errors/timeout-error.js'
import { toApiError } from '../judge.js'
import { findRetryDelay, type Retry } from '../transport/backoff.js'
import { type CallerSignal, type Clock, sleep, withDeadline } from '../transport/deadline.js'
import type { Open, OpenResponse } from '../transport/send.js'
import { toWords } from '../transport/to-words.js'
import { parseContentRange, toStrongTag } from './content-range.js'

/** Where a file is, and how many bytes it has; null if that is not known. */
export interface Link {
  readonly url: string
  readonly size: number | null
}

/** What is known when the first byte is about to arrive. */
export interface DownloadStart {
  /** Offset of the first byte in the file. 0, although a later byte was wanted, if the server sends the file from its beginning. */
  readonly start: number
  /** Bytes of the whole file; null if that is not known. */
  readonly size: number | null
  /** The strong entity tag of the file (RFC 9110, 8.8.3), to be passed to the call that continues; null without one. */
  readonly etag: string | null
}

/** What a download needs of its client. */
export interface DownloadWorld {
  readonly open: Open
  readonly clock: Clock
  readonly userAgent: string | undefined
  /** The only origin that may receive credentials. */
  readonly origin: string
  readonly authorize: (details: () => ErrorDetails) => Promise<string>
  readonly redact: (text: string) => string
  readonly redactCause: (cause: unknown) => unknown
}

/** One download. */
export interface DownloadRequest {
  readonly operationId: string
  /** The link to begin with; undefined if one has to be asked for. */
  readonly link: Link | undefined
  /** Asks for a new link. */
  readonly renew: () => Promise<Link>
  readonly signal: AbortSignal
  readonly timeoutMs: number
  readonly retry: Retry
  readonly withCredentials: boolean
  readonly start: number
  readonly etag: string | null
  readonly onStart: ((start: DownloadStart) => void) | undefined
}

/** Statuses of a link that has expired. */
const expired: readonly number[] = [403, 404, 410]
/** Limit for new links that are asked for without a byte in between, and for redirects in a row. */
const [maxRenewals, maxRedirects] = [2, 5]
const maxErrorBytes = 65_536

/**
 * The bytes of a file. When the connection breaks, the next request asks for the rest; when the link has expired, for a new one.
 *
 * @throws {ResponseBodyError} with the reason `wrong-size`, after the last byte, if the file has another size than it should.
 */
export async function* download(world: DownloadWorld, request: DownloadRequest): AsyncGenerator<Uint8Array> {
  const { clock, redact } = world
  const { signal, retry, renew, onStart } = request
  let { link, start: at, etag } = request
  let isStarted = false
  let hasRanges = true
  let [attempts, renewals, failures] = [0, 0, 0]
  const details = () => ({ operationId: request.operationId, attempts })
  const wrongSize = (expected: number, received: string) =>
    new ResponseBodyError('wrong-size', `expected ${expected} bytes, received ${received}`, details())

  for (;;) {
    link ??= await renew()
    const { url, size } = link
    const isRanged = at > 0 && hasRanges
    attempts++
    let failure: { reply?: OpenResponse; error: SignalWireError }
    const controller = new AbortController()
    try {
      const reply = await openLink(world, request, url, controller, details, {
        ...(isRanged && { range: `bytes=${at}-`, ...(etag !== null && { 'if-range': etag }) }),
      })
      const { status, headers, body } = reply
      if (status !== 200 && status !== 206) {
        if (status === 416 && isRanged) {
          await body.cancel()
          const total = parseContentRange(headers.get('content-range'))?.size ?? null
          if (total === at && (size ?? total) === total) {
            if (!isStarted) onStart?.({ start: at, size: total, etag })
            return
          }
          if (isStarted) throw wrongSize(size ?? at, total === null ? 'fewer' : String(total))
          at = 0
          hasRanges = false
          continue
        }
        const text = await readText(world, request, body, controller, details)
        const error = toApiError({ status, headers, text }, url, { redact, now: clock.now, details })
        if (expired.includes(status) && renewals < maxRenewals) {
          renewals++
          link = undefined
          continue
        }
        failure = { reply, error }
      } else {
        const coding = headers.get('content-encoding')
        if (coding && coding !== 'identity')
          throw new ResponseBodyError(
            'undecodable',
            redact(`expected no content-encoding, received ${coding}`),
            details(),
          )
        const range = status === 206 ? parseContentRange(headers.get('content-range')) : undefined
        if (status === 206 && (!range || range.start !== at)) {
          await body.cancel()
          if (!isRanged)
            throw new ResponseBodyError('unexpected-shape', 'received a range that was not asked for', details())
          hasRanges = false
          continue
        }
        const tag = toStrongTag(headers.get('etag'))
        const hasChanged = etag !== null && tag !== null && tag !== etag
        if (hasChanged && isStarted) {
          throw new ResponseBodyError('unexpected-shape', 'the file changed while it was read', details())
        }
        if (hasChanged && at > 0 && range) {
          // The server does not know `if-range`.
          await body.cancel()
          at = 0
          continue
        }
        const length = /^\d+$/.test(headers.get('content-length') ?? '') ? Number(headers.get('content-length')) : null
        const total = range ? range.size : length
        // Bytes that the caller already has, and that the server sends again.
        let skip = range ? 0 : at
        if (!isStarted) {
          if (skip > 0) at = skip = 0
          onStart?.({ start: at, size: size ?? total, etag: tag })
          isStarted = true
        }
        etag = tag ?? etag
        const end = size ?? total
        for (;;) {
          const piece = await readPiece(world, request, body, controller, details)
          if (piece === undefined) break
          const rest = skip > 0 ? piece.subarray(skip) : piece
          skip -= piece.length - rest.length
          if (rest.length === 0) continue
          ;[renewals, failures] = [0, 0]
          const fitting = end === null ? rest : rest.subarray(0, end - at)
          at += fitting.length
          if (fitting.length > 0) yield fitting
          if (fitting.length < rest.length) throw wrongSize(end ?? at, total === null ? 'more' : String(total))
        }
        if (end === null || at === end) return
        // The server has sent everything that it has.
        if (total !== null && at >= total) throw wrongSize(end, String(at))
        failure = { error: new ResponseBodyError('truncated', `the body ended after ${at} of ${end} bytes`, details()) }
      }
    } catch (thrown) {
      if (signal.aborted) throw signal.reason
      if (!(thrown instanceof SignalWireError) || thrown instanceof ConfigurationError) throw thrown
      if (thrown instanceof ResponseBodyError && thrown.reason !== 'truncated') throw thrown
      failure = { error: thrown }
    } finally {
      controller.abort() // frees the connection, also when the caller stops
    }
    failures++
    const { reply, error } = failure
    const known = reply && { status: reply.status, headers: reply.headers, text: '' }
    const isWorthIt = !reply || isPassingStatus(reply.status)
    const delayMs = isWorthIt ? findRetryDelay(known, error, failures, retry, clock) : undefined
    if (delayMs === undefined) throw error
    await sleep(clock, delayMs, signal)
  }
}

type Details = () => ErrorDetails

/** Opens a link, and follows redirects. Credentials are sent to their own origin only, and never to the target of a redirect. */
async function openLink(
  world: DownloadWorld,
  request: DownloadRequest,
  link: string,
  controller: AbortController,
  details: Details,
  ranges: Readonly<Record<string, string>>,
): Promise<OpenResponse> {
  const { origin, userAgent, authorize } = world
  let url = requireUrl(link, undefined, origin, details)
  for (let redirects = 0; ; redirects++) {
    const isOwn = request.withCredentials && redirects === 0 && url.origin === origin
    const headers = {
      accept: '*/*',
      // A range counts the bytes that are sent, not those of the file, if they are compressed.
      'accept-encoding': 'identity',
      ...(userAgent !== undefined && { 'user-agent': userAgent }),
      ...ranges,
      ...(isOwn && { authorization: await authorize(details) }),
    }
    const response = await withLimit(world, request, controller, details, () =>
      world.open(url.href, headers, controller.signal),
    )
    const location = response.headers.get('location')
    if (![301, 302, 303, 307, 308].includes(response.status) || !location) return response
    response.body.cancel()?.catch(() => {})
    if (redirects === maxRedirects) {
      throw new ResponseBodyError('unexpected-shape', `more than ${maxRedirects} redirects in a row`, details())
    }
    url = requireUrl(location, url, origin, details)
  }
}

/** The URL of a link: https, or http if that is what the client itself uses. */
function requireUrl(link: string, base: URL | undefined, origin: string, details: Details): URL {
  const url = parseUrl(link, base?.href)
  const isDowngrade = base?.protocol === 'https:' && url?.protocol !== 'https:'
  if (!url || isDowngrade || (url.protocol !== 'https:' && url.protocol !== new URL(origin).protocol)) {
    throw new ResponseBodyError('unexpected-shape', 'the link of the file is not an https URL', details())
  }
  url.username = url.password = url.hash = ''
  return url
}

const readPiece = async (
  world: DownloadWorld,
  request: DownloadRequest,
  body: OpenResponse['body'],
  controller: AbortController,
  details: Details,
): Promise<Uint8Array | undefined> => {
  try {
    const piece = await withLimit(world, request, controller, details, () => body.read())
    if (piece === undefined || piece instanceof Uint8Array) return piece
  } catch (error) {
    if (error instanceof TimeoutError || request.signal.aborted) throw error
    const cause = world.redactCause(error)
    throw new ResponseBodyError('truncated', 'the body broke off', { ...details(), cause })
  }
  throw new ConfigurationError('fetch: expected a response whose body is a stream of bytes', details())
}

/** Runs one step of an attempt within its time. Everything that it throws is ours, or the reason of the signal. */
async function withLimit<T>(
  { clock, redact, redactCause }: DownloadWorld,
  { signal, timeoutMs }: { readonly signal: CallerSignal; readonly timeoutMs: number },
  controller: AbortController,
  details: Details,
  work: () => Promise<T>,
): Promise<T> {
  const timeout = () => Promise.reject<T>(new TimeoutError('attempt', timeoutMs, details()))
  return await withDeadline<T>(clock, timeoutMs, timeout, signal, async (onStop) => {
    onStop((reason) => void controller.abort(reason))
    try {
      return await work()
    } catch (thrown) {
      if (thrown instanceof SignalWireError) throw thrown
      const words = redact(toWords((thrown instanceof Error && thrown.cause) || thrown))
      throw new ConnectionError(`no response: ${words}`, { ...details(), cause: redactCause(thrown) })
    }
  })
}

/** The text of an error, as far as it comes. */
async function readText(
  world: DownloadWorld,
  request: DownloadRequest,
  body: OpenResponse['body'],
  controller: AbortController,
  details: Details,
): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  const read = async () => {
    while (text.length < maxErrorBytes) {
      const piece = await body.read()
      if (piece === undefined) break
      text += piece instanceof Uint8Array ? decoder.decode(piece, { stream: true }) : String(piece)
    }
  }
  try {
    await withLimit(world, request, controller, details, read)
  } catch (error) {
    if (request.signal.aborted) throw error
    // The status counts, though its body is broken.
  }
  return text
}
