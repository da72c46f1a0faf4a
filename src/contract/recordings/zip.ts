import zlib from 'node:zlib'
import { RecordingError } from './recording-error.js'
import { createBudget } from './response-body.js'

/** Files of an archive by their paths in it. */
export type ArchivedFiles = ReadonlyMap<string, Uint8Array>

/** A HAR file and the files beside it. */
interface ArchivedHar {
  readonly har: Uint8Array
  readonly name: string
  readonly files: ArchivedFiles
}

/** An archive cannot be read. The message says what was received instead. */
class ZipError extends Error {}

/** How many files an archive may have. Browsers load a few hundred files for a page. */
const maxFiles = 20_000

/** Signatures in a zip archive (APPNOTE.TXT, 4.3.7, 4.3.12 and 4.3.16). */
const signatures = { file: 0x04034b50, entry: 0x02014b50, end: 0x06054b50 } as const
const endLength = 22
const maxCommentLength = 0xffff

/** True if bytes begin as a zip archive does: with the header of its first file. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04
}

/**
 * Reads an archive with a HAR file, as Playwright writes it: `har.har` or the only file `*.har`, with bodies beside it.
 *
 * @throws RecordingError if the archive is damaged, too large, or has no HAR file.
 */
export function readZip(bytes: Uint8Array, source: string): ArchivedHar {
  const fail = (received: string, cause?: unknown) =>
    new RecordingError({ source, pointer: '' }, received, 'a zip archive with har.har, or with one file *.har', {
      cause,
    })
  const files = new Map<string, Uint8Array>()
  try {
    for (const [name, file] of readFiles(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)))
      files.set(name, file)
  } catch (error) {
    throw fail(error instanceof ZipError ? error.message : 'a damaged archive', error)
  }
  const names = [...files.keys()].filter((name) => /\.har$/i.test(name))
  const name = names.find((each) => each === 'har.har') ?? (names.length === 1 ? names[0] : undefined)
  const har = name === undefined ? undefined : files.get(name)
  if (name !== undefined && har) return { har, name, files }
  throw fail(`${names.length} files *.har`)
}

/** Yields the files that the directory at the end of the archive lists. Reading beyond the bytes throws a `RangeError`. */
function* readFiles(bytes: Buffer): Generator<[name: string, file: Uint8Array]> {
  const end = findEnd(bytes)
  const count = bytes.readUInt16LE(end + 10)
  if (count > maxFiles) throw new ZipError(`more than ${maxFiles} files`)
  let budget = createBudget().bytes
  let at = bytes.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    if (bytes.readUInt32LE(at) !== signatures.entry) throw new ZipError('a damaged archive')
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    budget -= bytes.readUInt32LE(at + 24)
    if (budget < 0) throw new ZipError(`more than ${createBudget().bytes} bytes`)
    if (!name.endsWith('/')) yield [name, readFile(bytes, at)]
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
}

/** Finds the end record, the last record in the archive, which a comment may follow. */
function findEnd(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - endLength - maxCommentLength)
  for (let at = bytes.length - endLength; at >= first; at--) if (bytes.readUInt32LE(at) === signatures.end) return at
  throw new ZipError('an archive that is cut off')
}

/** Reads the file of an entry in the directory. Decompresses no more bytes than the directory says. */
function readFile(bytes: Buffer, entry: number): Uint8Array {
  const flags = bytes.readUInt16LE(entry + 8)
  const method = bytes.readUInt16LE(entry + 10)
  const size = bytes.readUInt32LE(entry + 24)
  const header = bytes.readUInt32LE(entry + 42)
  if (bytes.readUInt32LE(header) !== signatures.file) throw new ZipError('a damaged archive')
  const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28)
  const compressed = bytes.subarray(start, start + bytes.readUInt32LE(entry + 20))
  if ((flags & 1) !== 0) throw new ZipError('an encrypted archive')
  if (method !== 0 && method !== 8) throw new ZipError(`compression method ${method}`)
  const file = method === 0 ? compressed : zlib.inflateRawSync(compressed, { maxOutputLength: Math.max(1, size) })
  if (file.length !== size || zlib.crc32(file) !== bytes.readUInt32LE(entry + 16))
    throw new ZipError('a damaged archive')
  return file
}
