import { readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createDocument, type Document } from './document.js'
import { DocumentError } from './document-error.js'
import { parseSourceFile, type SourceFile } from './source/file.js'

/**
 * Reads an OpenAPI 3.1 document from a YAML or JSON file, together with the files it refers to.
 *
 * Nothing is read from the network.
 *
 * @throws {DocumentError} when it cannot be read, is not OpenAPI 3.1, or is not valid; its message is one line.
 */
export async function loadDocument(path: string | URL): Promise<Document> {
  const name = typeof path === 'string' && !path.startsWith('file:') ? path : fileURLToPath(path)
  const uri = pathToFileURL(name).href
  const main = parseSourceFile(readText(uri, name, true), { name, uri, isMain: true })
  return createDocument(main, (address) => openBeside(main, address))
}

/**
 * Reads an OpenAPI 3.1 document from text. References to other files lead nowhere.
 *
 * @param source name of the document in messages and reports
 * @throws {DocumentError} like `loadDocument`
 */
export function parseDocument(text: string, source: string): Document {
  const uri = pathToFileURL(source).href
  const main = parseSourceFile(text, { name: source, uri, isMain: true })
  return createDocument(main, (address) => {
    throw unreadable(relative(dirname(source), fileURLToPath(address)), 'a reference to another file', undefined)
  })
}

/** Named relative to the main file as the caller named that. */
function openBeside(main: SourceFile, uri: string): SourceFile {
  const path = relative(dirname(fileURLToPath(main.uri)), fileURLToPath(uri))
  const name = join(dirname(main.name), path)
  return parseSourceFile(readText(uri, name, false), { name, uri, isMain: false })
}

/** A document may name a device or a pipe, which need not come to an end; only what a person named may be one. */
function readText(uri: string, name: string, isNamed: boolean): string {
  try {
    const url = new URL(uri)
    if (isNamed || statSync(url).isFile()) return readFileSync(url, 'utf8').replace(/^\uFEFF/, '')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    throw unreadable(name, code === 'ENOENT' ? 'no such file' : code, cause)
  }
  throw unreadable(name, 'no regular file', undefined)
}

function unreadable(file: string, found: string, cause: unknown): DocumentError {
  return new DocumentError({ code: 'unreadable-document', file, found, expected: 'a file that can be read', cause })
}
