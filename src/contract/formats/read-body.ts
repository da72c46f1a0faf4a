import { toBodyText } from './body-text.js'

/**
 * The text of a body as `fetch` streams it; null when there is none. The stream is used up.
 *
 * @throws RangeError when it has more than `maxBytes`; the rest is not asked for. What the stream throws.
 */
export async function readBody(
  body: ReadableStream<Uint8Array> | null,
  headers: Headers,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<string | null> {
  if (!body) return null
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.byteLength
    if (length > maxBytes) {
      // Not awaited: the cancelling of a clone's body ends when the other branch has ended.
      reader.cancel().catch(() => undefined)
      throw new RangeError(`received a body of more than ${maxBytes} bytes`)
    }
    chunks.push(read.value)
  }
  return toBodyText(Buffer.concat(chunks), headers.get('content-type') ?? undefined)
}
