import zlib from 'node:zlib'
import { RecordingError } from './recording-error.js'
import { createBudget } from './response-body.js'
import { type ArchivedFiles, isZip, readZip } from './zip.js'

/** The text of a recording that was read as bytes, and the other files in its archive. */
export interface RecordingFile {
  readonly text: string
  readonly source: string
  /** Present only for a recording in a zip archive. */
  readonly files?: ArchivedFiles
}

/**
 * Reads the text of a recording: UTF-8, or UTF-16 with a byte order mark, possibly compressed with gzip or zlib, or the
 * HAR file in a zip archive.
 *
 * @throws RecordingError if the bytes cannot be decompressed, or are more than 256 MiB after decompression.
 */
export function readRecordingBytes(bytes: Uint8Array, source: string): RecordingFile {
  if (isZip(bytes)) {
    const { har, name, files } = readZip(bytes, source)
    return { text: toText(har, source), source: `${source}/${name}`, files }
  }
  return { text: toText(decompress(bytes, source), source), source }
}

/**
 * Decompresses gzip and zlib, and returns other bytes as they are. gzip begins with 1f 8b (RFC 1952, 2.3.1), zlib with 78 and a
 * check of two bytes (RFC 1950, 2.2). JSON begins with neither.
 */
function decompress(bytes: Uint8Array, source: string): Uint8Array {
  const [first = 0, second = 0] = bytes
  const isGzip = first === 0x1f && second === 0x8b
  const isZlib = first === 0x78 && (first * 256 + second) % 31 === 0
  if (!isGzip && !isZlib) return bytes
  const maxOutputLength = createBudget().bytes
  try {
    return isGzip ? zlib.gunzipSync(bytes, { maxOutputLength }) : zlib.inflateSync(bytes, { maxOutputLength })
  } catch (error) {
    const isTooLarge = error instanceof RangeError
    const received = isTooLarge ? 'more' : 'a compressed file that is damaged'
    const expected = isTooLarge ? `at most ${maxOutputLength} bytes after decompression` : 'nock definitions or HAR 1.2'
    throw new RecordingError({ source, pointer: '' }, received, expected, { cause: error })
  }
}

function toText(bytes: Uint8Array, source: string): string {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding).decode(bytes)
  } catch (error) {
    // The text is longer than the longest string that the runtime supports.
    throw new RecordingError({ source, pointer: '' }, 'more text than can be read', 'nock definitions or HAR 1.2', {
      cause: error,
    })
  }
}
