import { hash, scramble } from '../made-up/random.js'
import { parseByteRange } from './byte-range.js'

/** A file whose bytes are made when they are requested. */
export interface MediaFile {
  /** Media type of the content, such as `video/mp4`. */
  readonly type: string
  /** In bytes. */
  readonly size: number
  /** The first bytes of the file, which are not made up. */
  readonly head: Uint8Array
  /** Decides what the bytes after the head are. */
  readonly key: number
}

/** Returns the bytes of a file from `start` (included) to `end` (excluded). */
export function readMedia({ head, key }: MediaFile, start: number, end: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(end - start)
  let word = 0
  for (let at = start; at < end; at++) {
    // One number gives four bytes.
    if (at === start || at % 4 === 0) word = scramble(key ^ (at >>> 2))
    bytes[at - start] = head[at] ?? (word >>> (8 * (at % 4))) & 0xff
  }
  return bytes
}

/**
 * Returns the response to a GET or HEAD of a file, with `range`, `if-range` and `etag` (RFC 9110, 14.2, 13.1.5, 8.8.3). For a
 * HEAD, `range` is ignored.
 *
 * @param headers of the request, names in lower case
 */
export function toMediaResponse(file: MediaFile, method: string, headers: Readonly<Record<string, string>>) {
  const { type, size, key } = file
  const etag = `"${hash(key, size).toString(16).padStart(8, '0')}"`
  const common = {
    'content-type': type,
    'accept-ranges': 'bytes',
    etag,
    // Fetch standard, "CORS protocol": without this header, web pages cannot read these headers.
    'access-control-expose-headers': 'accept-ranges, content-range, etag',
  }
  const hasChanged = headers['if-range'] !== undefined && headers['if-range'] !== etag
  const range = method === 'GET' && !hasChanged ? parseByteRange(headers.range, size) : undefined
  if (range === 'unsatisfiable') {
    const status = { 'content-range': `bytes */${size}`, 'content-length': '0' }
    return { status: 416, headers: { ...common, ...status }, body: new Uint8Array() }
  }
  const { start, end } = range ?? { start: 0, end: size }
  return {
    status: range ? 206 : 200,
    headers: {
      ...common,
      'content-length': String(end - start),
      ...(range && { 'content-range': `bytes ${start}-${end - 1}/${size}` }),
    },
    body: readMedia(file, start, end),
  }
}
