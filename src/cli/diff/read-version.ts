import { stat } from 'node:fs/promises'
import { type Document, type LoadOptions, loadDocument, loadStoredDocument } from '../../openapi/index.js'
import { requireFile } from '../files/files.js'
import { createGitFiles } from './git-files.js'

/**
 * Loads a document from a file or, for `REVISION:PATH`, from a revision of the git repository that a folder is in. A file with such
 * a name comes first.
 *
 * @throws {CliError} if the path is not a file, or the revision does not exist
 * @throws {DocumentError} like `loadDocument`
 */
export async function readVersion(source: string, options: LoadOptions, folder: string): Promise<Document> {
  // One letter before the colon is a drive of Windows.
  const [, revision, path] = /^([^:]{2,}|@):(?!\/\/)(.+)$/s.exec(source) ?? []
  const isFile = await stat(source).then(
    () => true,
    () => false,
  )
  if (revision !== undefined && path !== undefined && !isFile)
    return loadStoredDocument(createGitFiles(revision, path, folder), options)
  await requireFile(source)
  return await loadDocument(source, options)
}
