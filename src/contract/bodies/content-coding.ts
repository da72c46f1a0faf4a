import { isUtf8 } from 'node:buffer'
import zlib from 'node:zlib'
import { maxContentCodings, parseContentEncoding } from '../../text/header-values.js'

/** Why a body cannot be decoded: it is too long, or the runtime does not support its content coding. */
export interface UnsupportedBody {
  readonly found: string
  readonly expected: string
}

type Decode = (bytes: Buffer, maxOutputLength: number) => Buffer

// RFC 9110, 8.4.1; br is RFC 7932. The client has decoders of its own: it decodes streams, and refuses what it cannot decode.
const decoders = new Map<string, Decode>([
  ['gzip', (bytes, maxOutputLength) => zlib.gunzipSync(bytes, { maxOutputLength })],
  ['x-gzip', (bytes, maxOutputLength) => zlib.gunzipSync(bytes, { maxOutputLength })],
  ['br', (bytes, maxOutputLength) => zlib.brotliDecompressSync(bytes, { maxOutputLength })],
  ['deflate', inflate],
])
// RFC 8878. In Node 22.15 and later.
if ('zstdDecompressSync' in zlib && typeof zlib.zstdDecompressSync === 'function') {
  const decompress = zlib.zstdDecompressSync
  decoders.set('zstd', (bytes, maxOutputLength) => decompress(bytes, { maxOutputLength }))
}

/**
 * Decodes a body by its `Content-Encoding`, the last coding first. Returns the reason when it cannot.
 *
 * Some recordings hold a body before decoding and some after it, with the same header. So bytes that are plain text stay
 * as they are, and so do bytes that are not in the format of their coding: the server sent them, and the check will report
 * that they are unreadable.
 */
export function decodeContent(bytes: Buffer, contentEncoding: string, maxBytes: number): Buffer | UnsupportedBody {
  const codings = parseContentEncoding(contentEncoding)
  if (codings.length > maxContentCodings && !isPlainText(bytes)) {
    return { found: `${codings.length} content codings`, expected: `at most ${maxContentCodings}` }
  }
  let decoded = bytes
  for (const coding of codings.reverse()) {
    if (isPlainText(decoded)) return decoded
    const decode = decoders.get(coding)
    if (!decode) return { found: `content-encoding ${coding}`, expected: `one of ${[...decoders.keys()].join(', ')}` }
    try {
      decoded = decode(decoded, maxBytes)
    } catch (error) {
      if (!isTooLarge(error)) return bytes
      return { found: `a body of more than ${maxBytes} bytes after decoding`, expected: `at most ${maxBytes} bytes` }
    }
  }
  return decoded
}

/** Whether bytes are text. A compressed body is never UTF-8 without control characters: its first bytes are not. */
function isPlainText(bytes: Buffer): boolean {
  return isUtf8(bytes) && !bytes.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)
}

/** `deflate` means the zlib format, but some servers send raw deflate (RFC 9110, 8.4.1.2). */
function inflate(bytes: Buffer, maxOutputLength: number): Buffer {
  const isZlib = bytes.length >= 2 && (bytes.readUInt8(0) & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0
  return isZlib ? zlib.inflateSync(bytes, { maxOutputLength }) : zlib.inflateRawSync(bytes, { maxOutputLength })
}

function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
}
