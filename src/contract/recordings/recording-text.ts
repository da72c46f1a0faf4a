import { findJsonError } from '../../text/json/error.js'
import { createJsonPositions, type JsonPositions } from '../../text/json/positions.js'
import { parsePointer } from '../../text/json-pointer.js'
import { createLineFinder } from '../../text/line-finder.js'
import { RecordingError } from './recording-error.js'

/** A recording read as JSON, and where each part of it stands, for as long as its text is known. */
export interface RecordingText {
  readonly value: unknown
  /** `path:line` of the nearest known place at or around a JSON Pointer; `path` when only the value is known. */
  sourceOf(pointer: string): string
  /** A value exactly as the recording spells it, where that is known: nothing is lost by parsing. */
  textOf(pointer: string): string | undefined
  /** The error to throw for what stands at a pointer. */
  error(pointer: string, found: string, expected: string): RecordingError
}

/**
 * Reads a recording that is text, or takes one that is parsed already.
 *
 * @throws RecordingError when the text is no JSON.
 */
export function readRecordingText(content: unknown, source: string): RecordingText {
  if (typeof content !== 'string') {
    const error = (pointer: string, found: string, expected: string) =>
      new RecordingError({ source, pointer }, found, expected)
    return { value: content, sourceOf: () => source, textOf: () => undefined, error }
  }
  // RFC 8259, 8.1: a parser may ignore a byte order mark. Editors write them.
  const text = content.startsWith('\uFEFF') ? content.slice(1) : content
  const value = parseJson(text, source)
  const lineOf = createLineFinder(text)
  let positions: JsonPositions | undefined
  const locate = (pointer: string) => {
    positions ??= createJsonPositions(text)
    return { positions, path: parsePointer(pointer) ?? [] }
  }
  const sourceOf = (pointer: string) => {
    const { positions, path } = locate(pointer)
    return `${source}:${lineOf(positions.findNearest(path).value)}`
  }
  return {
    value,
    sourceOf,
    textOf(pointer) {
      const { positions, path } = locate(pointer)
      return positions.textAt(path)
    },
    error: (pointer, found, expected) => new RecordingError({ source: sourceOf(pointer), pointer }, found, expected),
  }
}

function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    if (text.trim() === '')
      throw new RecordingError({ source, pointer: '' }, 'empty', 'nock definitions or HAR 1.2 as JSON')
    const error = findJsonError(text)
    const node = { source: `${source}:${createLineFinder(text)(error?.offset ?? 0)}`, pointer: '' }
    throw new RecordingError(node, `not JSON: ${error?.found ?? 'more than can be parsed'}`, error?.expected ?? 'less')
  }
}
