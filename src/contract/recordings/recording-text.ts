import { createLineFinder } from '../../text/file/line-finder.js'
import { findJsonError } from '../../text/json/error.js'
import { createJsonPositions, type JsonPositions } from '../../text/json/positions.js'
import { parsePointer } from '../../text/json-pointer.js'
import { RecordingError } from './recording-error.js'

/** A recording parsed as JSON, with the line of each part if it was read from text. */
export interface RecordingText {
  readonly value: unknown
  /** Returns `path:line` of the value at a JSON Pointer, or of the nearest value around it; `path` if there is no text. */
  sourceOf(pointer: string): string
  /** Returns a value exactly as the recording spells it; `undefined` if there is no text. */
  textOf(pointer: string): string | undefined
  /** Creates the error to throw for the value at a pointer. */
  error(pointer: string, received: string, expected: string): RecordingError
}

/**
 * Parses a recording that is text, or takes a value that was parsed already.
 *
 * @throws RecordingError when the text is not JSON.
 */
export function readRecordingText(content: unknown, source: string): RecordingText {
  if (typeof content !== 'string') {
    const error = (pointer: string, received: string, expected: string) =>
      new RecordingError({ source, pointer }, received, expected)
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
    error: (pointer, received, expected) =>
      new RecordingError({ source: sourceOf(pointer), pointer }, received, expected),
  }
}

function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    if (!/^\s*[[{]/.test(text)) {
      const received = text.trim() === '' ? 'no text' : 'text that is not JSON'
      throw new RecordingError({ source, pointer: '' }, received, 'nock definitions or HAR 1.2 as JSON')
    }
    const error = findJsonError(text)
    const place = { source: `${source}:${createLineFinder(text)(error?.offset ?? 0)}`, pointer: '' }
    if (!error) throw new RecordingError(place, 'more text than can be parsed', 'JSON')
    throw new RecordingError(place, error.found, `JSON: ${error.expected}`)
  }
}
