import { ConfigurationError } from '../errors/configuration-error.js'
import { ResponseBodyError } from '../errors/response-body-error.js'
import { createBodyLimit, isFailed } from './body.js'
import type { Open, OpenBody, Reply, ReplyHeaders, Send } from './send.js'

/** What a `fetch` is called with: the part of `RequestInit` that every implementation knows. */
export interface FetchInit {
  method: 'GET'
  headers: Record<string, string>
  signal: AbortSignal
  redirect: 'manual'
}

/** The part of a `Response` that is used. A body is read as a stream if it is one, otherwise with `text()`. */
export interface FetchResponse {
  readonly status: number
  readonly headers: {
    /** The value of a header; `null` if it is missing. */
    get(name: string): string | null
  }
  readonly body?: unknown
  /** The whole body. */
  text(): Promise<string>
}

/** A function that is called like the standard `fetch`: the platform's, undici's, node-fetch's, a sandbox's, your own. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>

/** What a mock may give in the place of a response. */
type Given = Partial<Record<keyof FetchResponse | 'json', unknown>> | null | undefined

/** Sends requests with a `fetch`. The body is read and counted as it arrives. */
export function sendWithFetch(fetch: Fetch): Send {
  return async ({ url, headers, onStop, maxResponseBytes }) => {
    const controller = new AbortController()
    let refusal: (() => Reply) | undefined
    onStop((reason) => {
      controller.abort(reason)
      return refusal?.()
    })
    const { signal } = controller
    const { status, headers: replyHeaders, body } = await openWithFetch(fetch)(url, headers, signal)
    const hasRoom = createBodyLimit(status, maxResponseBytes)
    const pieces: Uint8Array[] = []
    let length = 0
    const toReply = () => ({ status, headers: replyHeaders, text: toText(pieces, length) })
    if (isFailed(status)) refusal = toReply
    try {
      while (hasRoom(length)) {
        const value = await body.read()
        if (value === undefined) break
        const piece = typeof value === 'string' ? new TextEncoder().encode(value) : (value as Uint8Array) // of bytes or text
        pieces.push(piece)
        length += piece.length
      }
      return toReply()
    } catch (cause) {
      if (refusal) return refusal()
      throw cause instanceof ResponseBodyError
        ? cause
        : new ResponseBodyError('truncated', 'the body broke off', { cause })
    } finally {
      // Frees the connection if the body was not read to its end.
      body.cancel()?.catch(() => {})
    }
  }
}

/** Opens responses with a `fetch`. */
export function openWithFetch(fetch: Fetch): Open {
  return async (url, headers, signal) => {
    const response: Given = await fetch(url, { method: 'GET', headers: { ...headers }, redirect: 'manual', signal })
    if (typeof response?.status !== 'number') {
      throw new ConfigurationError('fetch: expected a function that returns a Promise of a Response')
    }
    // Fetch Standard, 4.3: a browser hides the target of a redirect and its status, which is then 0.
    return { status: response.status || 302, headers: toReplyHeaders(response.headers), body: openBody(response) }
  }
}

/** Opens a body: a stream of the Web, one of Node.js (node-fetch), or what has no stream (React Native, mocks). */
export function openBody(response: NonNullable<Given>): OpenBody {
  const stream = Object(response.body) as Partial<ReadableStream & AsyncIterable<unknown>> // of a mock, it may be anything
  const reader = stream.getReader?.()
  if (reader) return { read: async () => (await reader.read()).value, cancel: () => reader.cancel() }
  const iterator = stream[Symbol.asyncIterator]?.()
  if (iterator) return { read: async () => (await iterator.next()).value, cancel: () => iterator.return?.() }
  let isRead = false
  return {
    async read() {
      if (isRead) return undefined
      isRead = true
      const { text, json } = response
      if (typeof text === 'function') return String(await text.call(response))
      return typeof json === 'function' ? JSON.stringify(await json.call(response)) : undefined
    },
    cancel: () => undefined,
  }
}

/** The headers of a response, which a mock may give as a plain object, or not at all. */
function toReplyHeaders(headers: unknown): ReplyHeaders {
  const given = Object(headers) as Partial<Headers> // of a mock, it may be anything
  if (typeof given.get !== 'function' || given instanceof Map) return new Headers(Object(headers))
  if (Symbol.iterator in given) return given as Headers // with `get`
  return { get: (name) => given.get?.(name) ?? null, *[Symbol.iterator]() {} }
}

const decoder = new TextDecoder()

// All at once: a decoder that is fed piece by piece takes three times as long on Node.
function toText(pieces: readonly Uint8Array[], length: number): string {
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const piece of pieces) {
    bytes.set(piece, offset)
    offset += piece.length
  }
  return decoder.decode(bytes)
}
