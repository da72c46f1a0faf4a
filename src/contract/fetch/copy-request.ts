import { parseUrl } from '../../text/url.js'
import type { Interaction } from '../interaction/interaction.js'
import { isRequest } from './fetch.js'
import { type BodyReading, type BodyText, brokenOff, createBodyBytes, readBody } from './read-body.js'
import { isUnread, type Unread } from './unread.js'

type Sent = Interaction['request']

/** What a call of `fetch` sends, read beside the call. */
export interface RequestCopy {
  /** What to call `fetch` with: the caller's own, except that a stream in it is one that is read in passing. */
  readonly init: RequestInit | undefined
  /** Resolves with the request once its body has been sent. Does not reject. */
  readonly sent: Promise<Sent | Unread>
  /** Nothing more will be sent: the call failed, or its response is complete. */
  end(hasFailed: boolean): void
}

/** A body that is read in passing, and what to send in its place. */
interface Watched extends Pick<RequestCopy, 'end'> {
  readonly body: Promise<BodyText | Unread>
  readonly passedOn?: BodyInit
}

const at = 'request body'

/**
 * Reads what `fetch(input, init)` is about to send, without changing what is sent.
 *
 * Text, bytes and forms are read from the caller's arguments, the body of a request from a clone. A stream can be read
 * once only, so `fetch` is given one that hands its chunks on, when they are asked for, and keeps a copy.
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

/** What the interaction of a call shows when it could not be read: no header and no body. */
export function toPlainRequest(input: unknown, init: RequestInit | undefined): Sent {
  const own = isRequest(input) ? input : undefined
  return {
    method: String(init?.method ?? own?.method ?? 'GET'),
    url: withoutFragment(String(own?.url ?? input)),
    headers: [],
    body: null,
  }
}

/** The URL as it is sent (RFC 9110, 7.1). */
function withoutFragment(url: string): string {
  return url.replace(/#.*$/s, '')
}

/**
 * The request by the rules of the Fetch Standard, 5.4: `init` wins over `input`. It is never sent: `fetch` of another
 * implementation would not take it. Streams are left out.
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
  // Another implementation's stream, or one of Node.js: who reads it takes it away from `fetch`.
  if ('getReader' in body || 'pipe' in body) return 'foreign'
  if (Symbol.asyncIterator in body) return 'iterable'
  // Another implementation's form is text to this one's Request, such as "[object FormData]".
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
  // What `kindOf` says, which the types of the standard do not know: Node's fetch takes whatever can be iterated.
  if (kind === 'iterable') return watchIterable(body as unknown as AsyncIterable<Uint8Array | string>, reading)
  return watchStream(body as ReadableStream<Uint8Array>, reading)
}

/** The body of a request is read from a clone: what is sent keeps its length, which a stream in its place would not. */
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

/** A copy in memory is read to its end, whether or not the response is complete first. */
function toWatched({ body, cancel }: BodyReading): Watched {
  return { body, end: (hasFailed) => hasFailed && cancel() }
}

function watchStream(stream: ReadableStream<Uint8Array>, reading: Reading): Watched {
  try {
    // Throws when it is locked or was read, as `fetch` is about to (Fetch Standard, 5.2); reads nothing.
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
    // Nothing is read before it is asked for.
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
  // As above: the standard's types do not know that it may be iterated.
  return { body, passedOn: pass() as unknown as BodyInit, end }
}

/** Collects what passes by. */
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
      // What is neither text nor bytes makes `fetch` fail.
      if (chunk instanceof Uint8Array || typeof chunk === 'string') fits = bytes.add(Buffer.from(chunk)) && fits
    },
    close: () => resolve(fits ? { text: bytes.toText(contentType) } : bytes.tooLarge),
    end: () => resolve(fits ? brokenOff(at) : bytes.tooLarge),
  }
}

/** The same options with another body. Where they are a request, its properties are inherited and want it as `this`. */
function withBody(init: RequestInit, body: BodyInit): RequestInit {
  if (Object.hasOwn(init, 'body')) return Object.assign(Object.create(Object.getPrototypeOf(init)), init, { body })
  return new Proxy(init, {
    get: (target, name) => (name === 'body' ? body : Reflect.get(target, name, target)),
  })
}
