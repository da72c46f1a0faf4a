import { parseUrl } from '../../text/url.js'
import { ConfigurationError } from '../errors/configuration-error.js'
import { ConnectionError } from '../errors/connection-error.js'
import { ResponseBodyError } from '../errors/response-body-error.js'
import { type ErrorDetails, SignalWireError } from '../errors/signalwire-error.js'
import { TimeoutError } from '../errors/timeout-error.js'
import { type Clock, withDeadline } from '../transport/deadline.js'
import type { Open, OpenBody, OpenResponse, Reply } from '../transport/send.js'
import { toWords } from '../transport/to-words.js'

/** The parts of a client that a download uses. */
export interface DownloadWorld {
  readonly open: Open
  readonly clock: Clock
  readonly userAgent: string | undefined
  /** The only origin that may receive credentials. */
  readonly origin: string
  readonly authorize: (details: () => ErrorDetails) => string | Promise<string>
  /** Creates the error for a response whose status is not 2xx. */
  readonly toError: (reply: Reply, url: string, details: () => ErrorDetails) => SignalWireError
  readonly redact: (text: string) => string
  readonly redactCause: (cause: unknown) => unknown
}

/** How the requests of a download are sent. */
export interface AttemptOptions {
  readonly signal: AbortSignal
  /** How long the connection may be silent, in milliseconds. */
  readonly timeoutMs: number
  readonly withCredentials: boolean
}

const maxRedirects = 5
const maxErrorBytes = 65_536

/** One request for a file. Its methods throw only a `SignalWireError` or the reason of the signal. */
export class Attempt {
  readonly #world: DownloadWorld
  readonly #options: AttemptOptions
  readonly #details: () => ErrorDetails
  readonly #controller = new AbortController()

  constructor(world: DownloadWorld, options: AttemptOptions, details: () => ErrorDetails) {
    this.#world = world
    this.#options = options
    this.#details = details
  }

  /**
   * Opens a link and follows redirects. Credentials are sent only to the client's origin, and never to the target of a redirect.
   */
  async open(link: string, headers: Readonly<Record<string, string>>): Promise<OpenResponse> {
    const { origin } = this.#world
    let url = requireUrl(link, undefined, origin, this.#details)
    for (let redirects = 0; ; redirects++) {
      const isOwn = this.#options.withCredentials && redirects === 0 && url.origin === origin
      const response = await this.#openOnce(url, headers, isOwn)
      const location = response.headers.get('location')
      if (![301, 302, 303, 307, 308].includes(response.status) || !location) return response
      response.body.cancel()?.catch(() => {})
      if (redirects === maxRedirects) {
        throw new ResponseBodyError('unexpected-shape', `more than ${maxRedirects} redirects in a row`, this.#details())
      }
      url = requireUrl(location, url, origin, this.#details)
    }
  }

  /** Returns the next piece of a body; undefined after the last. */
  async read(body: OpenBody): Promise<Uint8Array | undefined> {
    let piece: unknown
    try {
      piece = await this.#withLimit(() => body.read())
    } catch (thrown) {
      if (this.#options.signal.aborted || thrown instanceof TimeoutError) throw thrown
      const cause = this.#world.redactCause(thrown)
      throw new ResponseBodyError('truncated', 'the body was cut off', { ...this.#details(), cause })
    }
    if (piece === undefined || piece instanceof Uint8Array) return piece
    throw new ConfigurationError('fetch: expected a response whose body is a stream of bytes', this.#details())
  }

  /** Returns the body of an error as text, as far as it arrives. */
  async readText(body: OpenBody): Promise<string> {
    const decoder = new TextDecoder()
    let text = ''
    const readAll = async () => {
      while (text.length < maxErrorBytes) {
        const piece = await body.read()
        if (piece === undefined) break
        text += piece instanceof Uint8Array ? decoder.decode(piece, { stream: true }) : String(piece)
      }
    }
    try {
      await this.#withLimit(readAll)
    } catch {
      const { signal } = this.#options
      if (signal.aborted) throw signal.reason
      // The status is reported even if its body is broken.
    }
    return text
  }

  /** Frees the connection. */
  end(): void {
    this.#controller.abort()
  }

  async #openOnce(url: URL, headers: Readonly<Record<string, string>>, isOwn: boolean): Promise<OpenResponse> {
    const { open, userAgent, authorize, redact, redactCause } = this.#world
    const sent = {
      accept: '*/*',
      // If the response is compressed, a range counts the compressed bytes, not those of the file.
      'accept-encoding': 'identity',
      ...(userAgent !== undefined && { 'user-agent': userAgent }),
      ...headers,
      ...(isOwn && { authorization: await authorize(this.#details) }),
    }
    try {
      return await this.#withLimit(() => open(url.href, sent, this.#controller.signal))
    } catch (thrown) {
      if (this.#options.signal.aborted || thrown instanceof SignalWireError) throw thrown
      const words = redact(toWords((thrown instanceof Error && thrown.cause) || thrown))
      throw new ConnectionError(`no response: ${words}`, { ...this.#details(), cause: redactCause(thrown) })
    }
  }

  /** Runs one step, for at most `timeoutMs`. */
  #withLimit<T>(work: () => Promise<T>): Promise<T> {
    const { timeoutMs, signal } = this.#options
    const timeout = () => Promise.reject<T>(new TimeoutError('attempt', timeoutMs, this.#details()))
    return withDeadline<T>(this.#world.clock, timeoutMs, timeout, signal, async (onStop) => {
      onStop((reason) => void this.#controller.abort(reason))
      return await work()
    })
  }
}

/** Parses a link: it has to be https, or http if the client itself uses http. */
function requireUrl(link: string, base: URL | undefined, origin: string, details: () => ErrorDetails): URL {
  const url = parseUrl(link, base?.href)
  const isDowngrade = base?.protocol === 'https:' && url?.protocol !== 'https:'
  if (!url || isDowngrade || (url.protocol !== 'https:' && url.protocol !== new URL(origin).protocol)) {
    throw new ResponseBodyError('unexpected-shape', 'the link of the file is not an https URL', details())
  }
  url.username = url.password = url.hash = ''
  return url
}
