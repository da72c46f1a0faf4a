import { readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createDocument, type Document } from './document.js'
import { DocumentError, type DocumentErrorCode } from './document-error.js'
import type { MissingTarget } from './references/reference.js'
import type { OpenFile } from './references/resolve.js'
import { maxLength, parseSourceFile, type SourceFile } from './source/file.js'
import { tooLargeError } from './source/source-errors.js'

/** Which files a document may refer to. */
export interface LoadOptions {
  /**
   * Follow references to files outside the document's folder, too. By default they are an error, so that a document from
   * someone else cannot make a program read other files. Symbolic links are resolved before a path is checked.
   *
   * @default false
   */
  readonly allowOutside?: boolean
}

/**
 * Reads an OpenAPI document of version 3.0, 3.1 or 3.2 from a YAML or JSON file, together with the files in its folder that it
 * refers to.
 *
 * What is wrong in it is listed in its `problems`, and costs no more than itself. Nothing is read from the network.
 *
 * @throws {DocumentError} if nothing of the file can be used. The message is one line.
 */
export async function loadDocument(path: string | URL, options: LoadOptions = {}): Promise<Document> {
  const name = toName(path)
  const main = parseSourceFile(readMain(name), { name, uri: pathToFileURL(name).href, isMain: true })
  return createDocument(main, createOpener(main, options.allowOutside === true))
}

/**
 * Reads an OpenAPI document from text. A reference to another file is a problem.
 *
 * @param source name of the document in messages and reports
 * @throws {DocumentError} like `loadDocument`
 */
export function parseDocument(text: string, source: string): Document {
  const main = parseSourceFile(text, { name: source, uri: pathToFileURL(source).href, isMain: true })
  return createDocument(main, () => ({
    severity: 'warning',
    expected: 'a place in this document, which was not loaded from a file',
  }))
}

/** Where the files of a document are, if not in the file system. */
export interface FileStore {
  /** The name of the document in messages and reports. */
  readonly name: string
  /** The absolute path that relative references of the document start from. */
  readonly path: string
  /** The name of another file of the document in messages and reports. */
  nameOf(path: string): string
  /** The bytes at an absolute path; `undefined` if there is no file. */
  read(path: string): Uint8Array | undefined
}

/**
 * Reads an OpenAPI document from a store of files, such as a revision of a repository, together with the files in its folder that it
 * refers to.
 *
 * @throws {DocumentError} like `loadDocument`
 */
export function loadStoredDocument(store: FileStore, { allowOutside = false }: LoadOptions = {}): Document {
  const { name, path: mainPath } = store
  const bytes = store.read(mainPath)
  if (!bytes) throw unreadableError(name, Object.assign(new Error('no such file'), { code: 'ENOENT' }))
  const main = parseSourceFile(decode(bytes), { name, uri: pathToFileURL(mainPath).href, isMain: true })
  const known = new Map<string, SourceFile | MissingTarget>([[mainPath, main]])
  return createDocument(main, (path) => {
    if (!allowOutside && !isInside(dirname(mainPath), path)) return outside
    const file = known.get(path) ?? readStored(store, path)
    known.set(path, file)
    return file
  })
}

function readStored(store: FileStore, path: string): SourceFile | MissingTarget {
  const bytes = store.read(path)
  if (!bytes) return { expected: 'a file that can be read (no such file)' }
  const file = { name: store.nameOf(path), uri: pathToFileURL(path).href, isMain: false }
  return readReferenced(bytes.length, () => bytes, file)
}

function toName(path: string | URL): string {
  if (typeof path === 'string' && !path.startsWith('file:')) return path
  try {
    return fileURLToPath(path)
  } catch (cause) {
    throw unreadableError(String(path), cause)
  }
}

function readMain(name: string): string {
  try {
    return decode(readFileSync(name))
  } catch (cause) {
    throw unreadableError(name, cause)
  }
}

function unreadableError(name: string, cause: unknown): DocumentError {
  const expected = 'a file that can be read'
  return new DocumentError({
    code: 'unreadable-document',
    file: name,
    isMain: true,
    received: reasonOf(cause),
    expected,
    cause,
  })
}

const outside: MissingTarget = {
  severity: 'warning',
  expected: 'a file in the folder of the document; others only with --allow-outside or allowOutside',
}

/** Returns a function that opens files and names them relative to the main file. A file with several paths is read once. */
function createOpener(main: SourceFile, allowOutside: boolean): OpenFile {
  const mainPath = fileURLToPath(main.uri)
  const folder = dirname(mainPath)
  const isAllowed = (within: string, path: string) => allowOutside || isInside(within, path)
  const known = new Map<string, SourceFile | MissingTarget>([[realPathOf(mainPath), main]])
  return (path) => {
    // Checked before the file system is used: its errors would show whether the file exists.
    if (!isAllowed(folder, path)) return outside
    try {
      const real = realpathSync(path)
      if (!isAllowed(realpathSync(folder), real)) return outside
      const stats = statSync(real)
      // Reading a device or a pipe may never end.
      if (!stats.isFile()) return { expected: 'a file that can be read (no regular file)' }
      const name = join(dirname(main.name), relative(folder, path))
      const file =
        known.get(real) ??
        readReferenced(stats.size, () => readFileSync(real), { name, uri: pathToFileURL(path).href, isMain: false })
      known.set(real, file)
      return file
    } catch (cause) {
      if (cause instanceof DocumentError) throw cause
      return { expected: `a file that can be read (${reasonOf(cause)})` }
    }
  }
}

/** A file that exceeds a limit is an error wherever it is: it may be meant to fill the memory. */
const limits: readonly DocumentErrorCode[] = ['too-large', 'nested-too-deeply']

function isInside(folder: string, path: string): boolean {
  const inside = relative(folder, path)
  return inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside)
}

/** The path without symbolic links, or the path itself if it cannot be resolved, such as that of a pipe. */
function realPathOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

function readReferenced(
  size: number,
  read: () => Uint8Array,
  file: { name: string; uri: string; isMain: boolean },
): SourceFile | MissingTarget {
  // Checked before the file is read into memory. UTF-8 needs at most three bytes for a UTF-16 unit.
  if (size > 3 * maxLength)
    throw tooLargeError({ file: file.name, isMain: false }, `${size} bytes`, `at most ${maxLength} characters`)
  try {
    return parseSourceFile(decode(read()), file)
  } catch (cause) {
    if (!(cause instanceof DocumentError) || limits.includes(cause.code)) throw cause
    return { expected: `a file of YAML or JSON (${cause.message})` }
  }
}

/** YAML 1.2.2, 5.2: the byte order mark shows which Unicode encoding the file has. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  return new TextDecoder(isUtf16 ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(bytes)
}

function reasonOf(cause: unknown): string {
  const reason = cause instanceof Error && 'code' in cause ? cause.code : cause
  return reason === 'ENOENT' ? 'no such file' : String(reason)
}
