import { createHash } from 'node:crypto'
import { createLineFinder } from '../../text/file/line-finder.js'
import { mayHaveExactNumbers } from '../../text/json/exact.js'
import { parsePointer } from '../../text/json-pointer.js'
import { readJsonSource } from './json.js'
import { tooLargeError } from './source-errors.js'
import { readYamlSource } from './yaml.js'

/** A YAML or JSON file of a document: its plain value, and the line of each part. */
export interface SourceFile {
  /** Path as the caller named it, for messages. */
  readonly name: string
  /** Absolute URI, the base of relative references. */
  readonly uri: string
  /** True for the file that the document was loaded from; false for a file that it refers to. */
  readonly isMain: boolean
  readonly root: unknown
  readonly lines: readonly string[]
  /** Lines of keys that their map has before; the last one counts. */
  readonly duplicates: readonly number[]
  /** SHA-256 of the text, in hexadecimal digits. The kind of line ends makes no difference. */
  digest(): string
  /** Line of the key or item at a JSON Pointer, or of its nearest ancestor if it does not exist; counted from 1. */
  lineOf(pointer: string): number
  /** True if the text may have numbers that a double does not hold: few texts have. */
  mayHaveExactNumbers(): boolean
  /** The number at a JSON Pointer as the text spells it. */
  numberTextAt(pointer: string): string | undefined
}

/** Maximum length of a file, in UTF-16 units. */
export const maxLength = 48 * 2 ** 20

/**
 * Parses YAML 1.2 with merge keys, or JSON.
 *
 * @throws {DocumentError} for text that is neither, alias cycles, more than 500 levels of nesting or 48 Mi
 * characters, and YAML with more than some 8 million tokens or 250,000 values behind aliases.
 */
export function parseSourceFile(content: string, file: { name: string; uri: string; isMain: boolean }): SourceFile {
  const named = { file: file.name, isMain: file.isMain }
  if (content.length > maxLength) throw tooLargeError(named, `${content.length} characters`, `at most ${maxLength}`)
  const text = content.replace(/^\uFEFF/, '')
  const lineAt = createLineFinder(text)
  const { root, duplicates, offsetOf, numberTextAt } = readJsonSource(text) ?? readYamlSource(text, named, lineAt)
  const known = new Map<string, number>()
  let lines: readonly string[] | undefined
  let hasExact: boolean | undefined
  return {
    ...file,
    root,
    duplicates: duplicates.map(lineAt),
    get lines() {
      lines ??= text.split(/\r?\n/)
      return lines
    },
    digest: () => createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex'),
    lineOf(pointer) {
      const line = known.get(pointer) ?? lineAt(offsetOf(parsePointer(pointer) ?? []))
      known.set(pointer, line)
      return line
    },
    mayHaveExactNumbers() {
      hasExact ??= mayHaveExactNumbers(text)
      return hasExact
    },
    numberTextAt: (pointer) => numberTextAt(parsePointer(pointer) ?? []),
  }
}
