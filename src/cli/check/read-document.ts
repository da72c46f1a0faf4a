import { fileURLToPath } from 'node:url'
import { type Document, loadDocument } from '../../contract/check-recordings.js'
import { requireFile } from '../files/files.js'
import { findDefaultDocument } from '../package-files.js'

/** The options that name a document. */
export interface DocumentOptions {
  readonly document?: string
  readonly allowOutside?: boolean
}

/** The package's own document, which all commands of one process share. */
let ownDocument: Promise<Document> | undefined

/**
 * Loads the document of `--document`, or the package's own.
 *
 * @throws {CliError} if the path is not a file
 * @throws {DocumentError} like `loadDocument`
 */
export async function readDocument({ document, allowOutside = false }: DocumentOptions): Promise<Document> {
  if (document === undefined) {
    ownDocument ??= loadDocument(findDefaultDocument())
    return await ownDocument
  }
  await requireFile(document.startsWith('file:') ? fileURLToPath(document) : document)
  return await loadDocument(document, { allowOutside })
}
