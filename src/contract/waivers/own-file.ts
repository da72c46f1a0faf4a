import { DocumentError, type Node, parseSourceFile } from '../../openapi/index.js'

/**
 * Parses a file of waivers, decisions or a baseline, YAML or JSON, to nodes with lines.
 *
 * @param source name of the file in messages
 * @param createError makes what is thrown for any other text, and for a key that stands twice
 */
export function parseOwnFile(
  text: string,
  source: string,
  createError: (message: string, options?: ErrorOptions) => Error,
): Node {
  try {
    // The URI is for references only, and these files have none.
    const file = parseSourceFile(text, { name: source, uri: 'own-file:', isMain: true })
    const [line] = file.duplicates
    if (line !== undefined) throw createError(`${source}:${line}: a key stands twice in one map`)
    return { file, pointer: '', value: file.root }
  } catch (cause) {
    if (!(cause instanceof DocumentError)) throw cause
    throw createError(cause.message, { cause })
  }
}
