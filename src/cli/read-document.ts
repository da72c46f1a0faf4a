import { fileURLToPath } from 'node:url'
import { type Document, loadDocument } from '../contract/index.js'
import { findDefaultDocument } from './default-document.js'
import { requireFile } from './files.js'

interface DocumentOptions {
  readonly document?: string
  readonly allowOutside?: boolean
}

/**
 * Reads the document of `--document`, by default the package's own.
 *
 * @throws {CliError} when the path is not a file.
 * @throws {DocumentError} like `loadDocument`.
 */
export async function readDocument({ document, allowOutside = false }: DocumentOptions): Promise<Document> {
  const path = document ?? findDefaultDocument()
  await requireFile(path.startsWith('file:') ? fileURLToPath(path) : path)
  return await loadDocument(path, { allowOutside })
}
