import { fileURLToPath } from 'node:url'
import { type Document, loadDocument } from '../../contract/check-recordings.js'
import type { Context } from '../context.js'
import { requireFile } from '../files/files.js'
import { findDefaultDocument } from '../package-files.js'

/** The options that name a document. */
export interface DocumentOptions {
  readonly document?: string
  readonly allowOutside?: boolean
}

/**
 * Loads the document of `--document`, or the package's own.
 *
 * @throws {CliError} if the path is not a file
 * @throws {DocumentError} like `loadDocument`
 */
export async function readDocument(
  { document, allowOutside = false }: DocumentOptions,
  { loadDocument: load = loadDocument }: Pick<Context, 'loadDocument'> = {},
): Promise<Document> {
  const path = document ?? findDefaultDocument()
  await requireFile(path.startsWith('file:') ? fileURLToPath(path) : path)
  return await load(path, { allowOutside })
}
