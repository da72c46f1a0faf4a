import { ConfigurationError, ResponseBodyError } from '../errors/client-errors.js'
import { SignalWireError } from '../errors/signalwire-error.js'
import {
  createBodyLimit,
  type Http,
  isFailed,
  type Open,
  type OpenBody,
  type Outgoing,
  type Reply,
  type ReplyHeaders,
} from './send.js'

/** The options that a `fetch` is called with: the part of `RequestInit` that every implementation knows. */
export interface FetchInit {
  method: 'GET'
  headers: Record<string, string>
  signal: AbortSignal
  redirect: 'manual'
}

/** The part of a `Response` that the client uses. It reads the body as a stream if there is one, otherwise with `text()`. */
export interface FetchResponse {
  readonly status: number
  readonly headers: {
    /** The value of a header; `null` if it is missing. */
    get(name: string): string | null
  }
  readonly body?: unknown
  /** Returns the whole body as text. */
  text(): Promise<string>
}

/** A function that is called like the standard `fetch`: the platform's, undici's, node-fetch's, a sandbox's, your own. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>

/** What a mock may return instead of a response. */
type Given = Partial<Record<keyof FetchResponse | 'json', unknown>> | null | undefined

/** Sends requests with a `fetch`. */
export function createFetchHttp(fetch: Fetch): Http {
  const open: Open = async (url, headers, signal) => {
    const response: Given = await fetch(url, { method: 'GET', headers, redirect: 'manual', signal })
    if (typeof response?.status !== 'number') {
      throw new ConfigurationError('fetch: expected a function that returns a Promise of a Response')
    }
    // Fetch Standard, 4.3: a browser hides the target of a redirect and its status, which is then 0.
    return { status: response.status || 302, headers: toReplyHeaders(response.headers), body: openBody(response) }
  }
  return { open, send: (outgoing) => sendWith(open, outgoing), close() {} }
}

/** Sends a request, and reads and counts the body as it arrives. */
async function sendWith(open: Open, { url, headers, onStop, maxResponseBytes }: Outgoing): Promise<Reply> {
  const controller = new AbortController()
  let refusal: (() => Reply) | undefined
  onStop((reason) => {
    controller.abort(reason)
    return refusal?.()
  })
  const { status, headers: replyHeaders, body } = await open(url, headers, controller.signal)
  const hasRoom = createBodyLimit(status, maxResponseBytes)
  const pieces: Uint8Array[] = []
  let length = 0
  const toReply = () => ({ status, headers: replyHeaders, text: toText(pieces, length) })
  if (isFailed(status)) refusal = toReply
  try {
    // A fetch that ignores its signal may respond after the deadline.
    while (!controller.signal.aborted && hasRoom(length)) {
      const value = await body.read()
      if (value === undefined) break
      const piece = typeof value === 'string' ? new TextEncoder().encode(value) : value
      if (!(piece instanceof Uint8Array)) throw new ConfigurationError('fetch: expected a body of bytes or text')
      pieces.push(piece)
      length += piece.length
    }
    return toReply()
  } catch (cause) {
    if (refusal) return refusal()
    throw cause instanceof SignalWireError
      ? cause
      : new ResponseBodyError('truncated', 'the body was cut off', { cause })
  } finally {
    // Frees the connection if the body was not read to its end.
    body.cancel()?.catch(() => {})
  }
}

/**
 * Returns a reader for a body: a web stream, a Node.js stream (node-fetch), or a response without a stream (React Native, mocks).
 */
export function openBody(response: NonNullable<Given>): OpenBody {
  // Of a mock, it may be anything.
  const stream = Object(response.body) as Partial<ReadableStream & AsyncIterable<unknown> & { destroy(): void }>
  const reader = stream.getReader?.()
  if (reader) return { read: async () => toUint8Array((await reader.read()).value), cancel: () => reader.cancel() }
  const iterator = stream[Symbol.asyncIterator]?.() ?? readWhole(response)
  return {
    read: async () => toUint8Array((await iterator.next()).value),
    cancel() {
      // `return` alone does not end a Node.js stream of which nothing has been read.
      stream.destroy?.()
      return iterator.return?.()
    },
  }
}

/** Bytes of any kind as a `Uint8Array`, and anything else as it is. Recognises those of other realms: Jest has its own. */
function toUint8Array(piece: unknown): unknown {
  if (piece instanceof Uint8Array || typeof piece === 'string') return piece
  if (ArrayBuffer.isView(piece)) return new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength)
  return String(piece) === '[object ArrayBuffer]' ? new Uint8Array(piece as ArrayBuffer) : piece
}

/** Yields the text of a response without a stream, if it has any. */
async function* readWhole(response: NonNullable<Given>): AsyncGenerator<string, undefined> {
  const { text, json } = response
  if (typeof text === 'function') yield String(await text.call(response))
  else if (typeof json === 'function') yield JSON.stringify(await json.call(response))
}

/** Returns the headers of a response. A mock may have a plain object instead, or no headers. */
function toReplyHeaders(headers: unknown): ReplyHeaders {
  const given = Object(headers) as Partial<Headers> // of a mock, it may be anything
  if (typeof given.get !== 'function' || given instanceof Map) return new Headers(Object(headers))
  if (Symbol.iterator in given) return given as Headers // iterable headers have `get`
  const get = (name: string) => {
    try {
      return given.get?.(name) ?? null
    } catch {
      throw new ConfigurationError('fetch: expected a response whose headers can be read')
    }
  }
  return { get, *[Symbol.iterator]() {} }
}

const decoder = new TextDecoder()

// Decodes all pieces at once: decoding them one by one takes three times as long on Node.
function toText(pieces: readonly Uint8Array[], length: number): string {
  if (pieces.length === 1) return decoder.decode(pieces[0])
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const piece of pieces) {
    bytes.set(piece, offset)
    offset += piece.length
  }
  return decoder.decode(bytes)
}
