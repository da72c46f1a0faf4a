import { hasNoContent } from '../../text/http-status.js'
import type { Interaction } from '../interaction/interaction.js'
import { type BodyReading, readBody } from './read-body.js'
import { isUnread, type Unread } from './unread.js'

type Received = Interaction['response']

type Bytes = Uint8Array<ArrayBuffer>

/**
 * Reads a copy of a response, without affecting its receiver. Never rejects.
 *
 * The copy is a clone, which is read at once and to its end, but no more than `maxBytes` of it. `fetch` has already
 * undone the content coding (and keeps its header) and joined repeated headers (Fetch Standard, 2.2.2): body and
 * headers are as `fetch` returns them.
 */
export async function copyResponse(response: Response, method: string, maxBytes: number): Promise<Received | Unread> {
  const { status } = response
  if (status === 0)
    return { at: 'response', expected: 'a response with a status', received: 'an opaque response of another origin' }
  const reading = readClone(response, maxBytes)
  if (isUnread(reading)) return reading
  const read = await reading.body
  if (isUnread(read)) return read
  const body = read.text === '' && hasNoContent(method, status) ? null : read.text
  return { status, headers: [...response.headers], body }
}

/** The response of a call that could not be read: without headers and body. */
export function toPlainResponse({ status }: Response): Received {
  return { status, headers: [], body: null }
}

function readClone(response: Response, maxBytes: number): BodyReading | Unread {
  const at = 'response body'
  const contentType = response.headers.get('content-type') ?? undefined
  if (response.body === null) return readBody(null, { at, contentType, maxBytes })
  try {
    const reading = readBody(response.clone().body, { at, contentType, maxBytes })
    if (response.body instanceof ReadableStream) cancelTogether(response, reading)
    return reading
  } catch (cause) {
    return { at, expected: 'an unread body', received: 'a body that was read before', cause }
  }
}

/**
 * Lets the receiver cancel the body. Otherwise, cancelling would wait until the clone has ended (Streams Standard,
 * ReadableStreamTee), which a stream of events never does.
 */
function cancelTogether(response: Response, { cancel }: BodyReading): void {
  // Two such functions may be nested: then the inner one has already replaced the body.
  const replaced = Object.hasOwn(response, 'body') ? response.body : undefined
  let reader: ReadableStreamDefaultReader<Bytes> | undefined
  const getReader = () => {
    // Looked up late, because the response gets another stream when the receiver clones it.
    const own: ReadableStream<Bytes> = replaced ?? Reflect.get(Object.getPrototypeOf(response), 'body', response)
    reader ??= own.getReader()
    return reader
  }
  const pull = async (controller: ReadableStreamController<Bytes>) => {
    let chunk = await getReader().read()
    // A stream of bytes does not accept an empty chunk.
    while (chunk.value?.byteLength === 0) chunk = await getReader().read()
    if (!chunk.done) return controller.enqueue(chunk.value)
    controller.close()
    if ('byobRequest' in controller) controller.byobRequest?.respond(0)
  }
  const source = {
    pull,
    async cancel(reason: unknown) {
      cancel(reason)
      await getReader().cancel(reason)
    },
  }
  const body =
    response.body && isByteStream(response.body)
      ? new ReadableStream({ ...source, type: 'bytes' })
      : new ReadableStream(source, { highWaterMark: 0 })
  Object.defineProperty(response, 'body', { value: body, configurable: true })
}

function isByteStream(stream: ReadableStream): boolean {
  try {
    stream.getReader({ mode: 'byob' }).releaseLock()
    return true
  } catch {
    return false
  }
}
