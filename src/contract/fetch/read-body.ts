import { toBodyText } from '../recordings/body-text.js'
import type { Unread } from './unread.js'

/** The text of a body; null without a body. */
export interface BodyText {
  readonly text: string | null
}

/** A body that is being read. */
export interface BodyReading {
  /** Resolves with the text, or with the reason why it could not be read. Never rejects. */
  readonly body: Promise<BodyText | Unread>
  /** Stops reading. Has no effect once the body has been read. */
  cancel(reason?: unknown): void
}

/** Collects the bytes of a body, up to a maximum. */
export interface BodyBytes {
  /** Adds bytes. Returns false once there are more than `maxBytes`; then all bytes are dropped. */
  add(bytes: Uint8Array): boolean
  toText(contentType: string | undefined): string
  readonly tooLarge: Unread
}

export function createBodyBytes(at: string, maxBytes: number): BodyBytes {
  const chunks: Uint8Array[] = []
  let length = 0
  return {
    add(bytes) {
      length += bytes.byteLength
      if (length > maxBytes) chunks.length = 0
      else chunks.push(bytes)
      return length <= maxBytes
    },
    toText: (contentType) => toBodyText(Buffer.concat(chunks), contentType),
    tooLarge: { at, expected: `at most ${maxBytes} bytes`, received: 'a longer body' },
  }
}

/** A stream of bytes: a web stream, or a stream of Node.js, as in the responses of node-fetch. */
type ByteStream = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>

/** Reads a body as text, to its end. At most `maxBytes` are kept in memory; a longer body is not read further. */
export function readBody(
  stream: ByteStream | null | undefined,
  { at, contentType, maxBytes }: { at: string; contentType: string | undefined; maxBytes: number },
): BodyReading {
  const nothing = () => {}
  if (stream === null) return { body: Promise.resolve({ text: null }), cancel: nothing }
  if (stream === undefined) return { body: Promise.resolve(noStream(at)), cancel: nothing }
  const bytes = createBodyBytes(at, maxBytes)
  let cancelled = false
  const source = toSource(stream)
  const cancel = (reason?: unknown) => {
    cancelled = true
    // Not awaited: cancelling a clone's body only resolves when the other branch has ended.
    source.cancel(reason).catch(nothing)
  }
  const read = async (): Promise<BodyText | Unread> => {
    try {
      for (let next = await source.next(); !next.done; next = await source.next()) {
        if (bytes.add(next.value)) continue
        cancel()
        return bytes.tooLarge
      }
      return cancelled ? truncated(at) : { text: bytes.toText(contentType) }
    } catch (cause) {
      return truncated(at, cause)
    }
  }
  return { body: read(), cancel }
}

/** The reason for an incomplete body: the connection failed, or the body was cancelled. */
export function truncated(at: string, cause?: unknown): Unread {
  return { at, expected: 'a complete body', received: 'a truncated body', ...(cause !== undefined && { cause }) }
}

function noStream(at: string): Unread {
  return {
    at,
    expected: 'a stream of bytes',
    received: 'no stream: this implementation of fetch does not expose the body',
  }
}

interface Source {
  next(): Promise<{ done?: false; value: Uint8Array } | { done: true; value?: unknown }>
  cancel(reason?: unknown): Promise<unknown>
}

function toSource(stream: ByteStream): Source {
  if ('getReader' in stream) {
    const reader = stream.getReader()
    return { next: () => reader.read(), cancel: (reason) => reader.cancel(reason) }
  }
  const iterator = stream[Symbol.asyncIterator]()
  return { next: () => iterator.next(), cancel: async () => iterator.return?.() }
}
