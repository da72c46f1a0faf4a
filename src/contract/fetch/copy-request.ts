import { parseUrl } from '../../text/url.js'
import type { Interaction } from '../interaction/interaction.js'
import { isRequest } from './fetch.js'
import { type BodyReading, type BodyText, createBodyBytes, readBody, truncated } from './read-body.js'
import { isUnread, type Unread } from './unread.js'

type Sent = Interaction['request']

/** A copy of the request that a call of `fetch` sends. */
export interface RequestCopy {
  /**
   * The options to call `fetch` with: the caller's own, in which a stream is replaced by one that is copied as it
   * passes.
   */
  readonly init: RequestInit | undefined
  /** Resolves with the request once its body has been sent. Never rejects. */
  readonly sent: Promise<Sent | Unread>
  /** Ends the copy: the call failed, or its response is complete, so no more is sent. */
  end(hasFailed: boolean): void
}

/** A body that is copied as it is sent, and the options to send it with. */
interface Watched extends Pick<RequestCopy, 'end'> {
  readonly body: Promise<BodyText | Unread>
  readonly passedOn?: BodyInit
}

const at = 'request body'

/**
 * Copies the request that `fetch(input, init)` is about to send, without changing it.
 *
 * Text, bytes and forms are read from the caller's arguments, and the body of a `Request` from a clone. A stream can be
 * read only once, so `fetch` gets another stream that passes its chunks on when they are needed, and keeps a copy.
 */
export function copyRequest(input: unknown, init: RequestInit | undefined, maxBytes: number): RequestCopy {
  const unread = (reason: Unread): RequestCopy => ({ init, sent: Promise.resolve(reason), end: () => {} })
  const request = toRequest(input, init)
  if (isUnread(request)) return unread(request)
  const { method, url } = request
  const headers = [...request.headers]
  const contentType = request.headers.get('content-type') ?? undefined
  const { body, passedOn, end } = watchBody(input, init, request, { at, contentType, maxBytes })
  const sent = body.then((read) =>
    isUnread(read) ? read : { method, url: withoutFragment(url), headers, body: read.text },
  )
  return { init: init && passedOn !== undefined ? withBody(init, passedOn) : init, sent, end }
}

/** The request of a call that could not be read: without headers and body. */
export function toPlainRequest(input: unknown, init: RequestInit | undefined): Sent {
  const own = isRequest(input) ? input : undefined
  return {
    method: String(init?.method ?? own?.method ?? 'GET'),
    url: withoutFragment(String(own?.url ?? input)),
    headers: [],
    body: null,
  }
}

/** The URL as it is sent, without its fragment (RFC 9110, 7.1). */
function withoutFragment(url: string): string {
  return url.replace(/#.*$/s, '')
}

/**
 * Builds the request by the rules of the Fetch Standard, 5.4: `init` takes precedence over `input`. It is only read,
 * never sent, because a `fetch` of another implementation would not accept it. Streams are left out.
 */
function toRequest(input: unknown, init: RequestInit | undefined): Request | Unread {
  const own = isRequest(input) ? input : undefined
  const body = init?.body ?? undefined
  try {
    return new Request(own?.url ?? String(input), {
      method: init?.method ?? own?.method ?? 'GET',
      headers: init?.headers ?? (own ? [...own.headers] : []),
      ...(kindOf(body) === 'data' && body !== undefined && { body }),
    })
  } catch (cause) {
    return typeof input === 'string' && !parseUrl(input)
      ? { at: 'request', expected: 'an absolute URL', received: 'a relative URL', cause }
      : { at: 'request', expected: 'a request that the Fetch Standard allows', received: 'an invalid request', cause }
  }
}

type BodyKind = 'data' | 'stream' | 'iterable' | 'foreign'

const formTypes = { Blob, File: Blob, FormData, URLSearchParams }

function kindOf(body: unknown): BodyKind {
  if (typeof body !== 'object' || body === null) return 'data'
  if (body instanceof ReadableStream) return 'stream'
  // A stream of another implementation or of Node.js: if the copy read it, `fetch` could not.
  if ('getReader' in body || 'pipe' in body) return 'foreign'
  if (Symbol.asyncIterator in body) return 'iterable'
  // This implementation's `Request` turns a form of another implementation into text, such as "[object FormData]".
  const type = Object.entries(formTypes).find(
    ([name]) => Object.prototype.toString.call(body) === `[object ${name}]`,
  )?.[1]
  return type && !(body instanceof type) ? 'foreign' : 'data'
}

type Reading = Parameters<typeof readBody>[1]

function watchBody(input: unknown, init: RequestInit | undefined, request: Request, reading: Reading): Watched {
  const body = init?.body ?? undefined
  if (body === undefined) return isRequest(input) ? watchOwnBody(input, reading) : toWatched(readBody(null, reading))
  const kind = kindOf(body)
  if (kind === 'data') return toWatched(readBody(request.body, reading))
  if (kind === 'foreign') {
    const expected = 'text, bytes, a form or a ReadableStream of this platform'
    return toWatched({ body: Promise.resolve({ at, expected, received: 'another type of body' }), cancel: () => {} })
  }
  // `kindOf` says that it can be iterated. The types of the standard do not include this, but Node's fetch accepts it.
  if (kind === 'iterable') return watchIterable(body as unknown as AsyncIterable<Uint8Array | string>, reading)
  return watchStream(body as ReadableStream<Uint8Array>, reading)
}

/**
 * Reads the body of a `Request` from a clone, so that the sent request keeps its `Content-Length`, which a stream would
 * lose.
 */
function watchOwnBody(request: Request, reading: Reading): Watched {
  if (request.body === null) return toWatched(readBody(null, reading))
  try {
    return toWatched(readBody(request.clone().body, reading))
  } catch (cause) {
    return toWatched({ body: Promise.resolve(usedBefore(cause)), cancel: () => {} })
  }
}

function usedBefore(cause: unknown): Unread {
  return { at, expected: 'an unread body', received: 'a body that was read before the call', cause }
}

/** Watches a copy in memory. It is read to its end even if the response is complete first. */
function toWatched({ body, cancel }: BodyReading): Watched {
  return { body, end: (hasFailed) => hasFailed && cancel() }
}

function watchStream(stream: ReadableStream<Uint8Array>, reading: Reading): Watched {
  try {
    // Throws if the stream is locked or was read, as `fetch` would (Fetch Standard, 5.2). It reads nothing.
    new Response(stream)
  } catch (cause) {
    return { body: Promise.resolve(usedBefore(cause)), end: () => {} }
  }
  const { body, add, close, end } = createWatch(reading)
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined
  const passedOn = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        reader ??= stream.getReader()
        const { done, value } = await reader.read()
        if (done) {
          close()
          controller.close()
        } else {
          add(value)
          controller.enqueue(value)
        }
      },
      async cancel(reason) {
        await (reader ?? stream).cancel(reason)
      },
    },
    // Nothing is read before `fetch` needs it.
    { highWaterMark: 0 },
  )
  return { body, passedOn, end }
}

function watchIterable(chunks: AsyncIterable<Uint8Array | string>, reading: Reading): Watched {
  const { body, add, close, end } = createWatch(reading)
  async function* pass() {
    for await (const chunk of chunks) {
      add(chunk)
      yield chunk
    }
    close()
  }
  // As above: the types of the standard do not say that it can be iterated.
  return { body, passedOn: pass() as unknown as BodyInit, end }
}

/** Collects a copy of the chunks that are sent. */
function createWatch({ contentType, maxBytes }: Reading) {
  const bytes = createBodyBytes(at, maxBytes)
  let fits = true
  let resolve: (read: BodyText | Unread) => void = () => {}
  const body = new Promise<BodyText | Unread>((done) => {
    resolve = done
  })
  return {
    body,
    add(chunk: unknown) {
      // Chunks that are neither text nor bytes make `fetch` fail.
      if (chunk instanceof Uint8Array || typeof chunk === 'string') fits = bytes.add(Buffer.from(chunk))
    },
    close: () => resolve(fits ? { text: bytes.toText(contentType) } : bytes.tooLarge),
    end: () => resolve(fits ? truncated(at) : bytes.tooLarge),
  }
}

/**
 * The same options with another body. If the options are a `Request`, its properties are inherited getters that need it
 * as `this`.
 */
function withBody(init: RequestInit, body: BodyInit): RequestInit {
  if (Object.hasOwn(init, 'body')) return Object.assign(Object.create(Object.getPrototypeOf(init)), init, { body })
  return new Proxy(init, {
    get: (target, name) => (name === 'body' ? body : Reflect.get(target, name, target)),
  })
}
