import { DocumentError, type Node, parseSourceFile } from '../../openapi/index.js'

/**
 * Parses a file of waivers, decisions or a baseline, YAML or JSON, to nodes with lines.
 *
 * @param source name of the file in messages
 * @param createError makes what is thrown for any other text, and for a duplicate key
 */
export function parseSettingsFile(
  text: string,
  source: string,
  createError: (message: string, options?: ErrorOptions) => Error,
): Node {
  try {
    // The URI is for references only, and these files have none.
    const file = parseSourceFile(text, { name: source, uri: 'settings-file:', isMain: true })
    const [line] = file.duplicates
    if (line !== undefined) throw createError(`${source}:${line}: duplicate key in a map`)
    return { file, pointer: '', value: file.root }
  } catch (cause) {
    if (!(cause instanceof DocumentError)) throw cause
    const line = findConflict(text)
    if (line === undefined) throw createError(cause.message, { cause })
    throw createError(`${source}:${line}: expected YAML 1.2 or JSON, received an unresolved merge conflict`, { cause })
  }
}

/** The line of the first marker of a conflict that git left. */
function findConflict(text: string): number | undefined {
  const index = text.split('\n').findIndex((line) => /^<{7} /.test(line))
  return index < 0 ? undefined : index + 1
}
