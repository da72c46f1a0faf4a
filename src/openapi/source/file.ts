import { parsePointer } from '../../text/json-pointer.js'
import { createLineFinder } from '../../text/line-finder.js'
import { readJsonSource } from './json.js'
import { tooLarge } from './unreadable.js'
import { readYamlSource } from './yaml.js'

/** A YAML or JSON file of a document, as plain values that still know their lines. */
export interface SourceFile {
  /** Path as the caller named it, for people. */
  readonly name: string
  /** Absolute URI, the base of relative references. */
  readonly uri: string
  /** Whether it is the file that the document was loaded from, not one that it refers to. */
  readonly isMain: boolean
  readonly root: unknown
  readonly lines: readonly string[]
  /** Line of the key or item that a JSON Pointer leads to, or of the nearest value above it; counted from 1. */
  lineOf(pointer: string): number
}

/** Longest text that is read, in UTF-16 units. */
export const maxLength = 48 * 2 ** 20

/**
 * Reads YAML 1.2 with merge keys, and JSON.
 *
 * @throws {DocumentError} for text that is neither, duplicate keys, alias cycles, nesting beyond 500 levels, more than
 * 48 Mi characters, and of YAML more than some 8 million tokens or 250,000 values behind aliases.
 */
export function parseSourceFile(content: string, file: { name: string; uri: string; isMain: boolean }): SourceFile {
  const named = { file: file.name, isMain: file.isMain }
  if (content.length > maxLength) throw tooLarge(named, `${content.length} characters`, `at most ${maxLength}`)
  const text = content.replace(/^\uFEFF/, '')
  const lineAt = createLineFinder(text)
  const { root, offsetOf } = readJsonSource(text) ?? readYamlSource(text, named, lineAt)
  const known = new Map<string, number>()
  let lines: readonly string[] | undefined
  return {
    ...file,
    root,
    get lines() {
      lines ??= text.split(/\r?\n/)
      return lines
    },
    lineOf(pointer) {
      const line = known.get(pointer) ?? lineAt(offsetOf(parsePointer(pointer) ?? []))
      known.set(pointer, line)
      return line
    },
  }
}
