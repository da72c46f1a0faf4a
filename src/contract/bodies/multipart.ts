import { type MediaTypeName, parseMediaType } from '../../text/media-type.js'
import { shorten } from '../../text/shorten.js'
import { findHeader, type Header } from '../interaction/interaction.js'

/** A value that a form sends under a name. */
export interface Field {
  readonly name: string
  readonly text: string
  /** Of a part of `multipart`. */
  readonly headers?: readonly Header[]
}

/** A part of a multipart body. */
export interface Part {
  readonly name?: string
  readonly text: string
  readonly headers: readonly Header[]
}

/** What a text is instead of what it should be. */
export interface Unreadable {
  readonly found: string
  readonly expected: string
}

/** RFC 2046, 5.1.1. */
const maxBoundaryLength = 70

/** Parts of a `multipart/form-data` body (RFC 7578), in their order. */
export function readParts(text: string, type: MediaTypeName): Field[] | Unreadable {
  const parts = readAllParts(text, type)
  if ('found' in parts) return parts
  const fields = parts.flatMap(({ name, ...part }) => (name === undefined ? [] : [{ ...part, name }]))
  if (fields.length === parts.length) return fields
  const unnamed = parts.findIndex(({ name }) => name === undefined)
  return { found: `part ${unnamed + 1} without a name`, expected: 'parts with Content-Disposition and a name' }
}

/** Parts of a multipart body of any kind (RFC 2046, 5.1), in their order. */
export function readAllParts(text: string, { subtype, parameters }: MediaTypeName): Part[] | Unreadable {
  const boundary = parameters.get('boundary') ?? ''
  if (boundary === '') return { found: 'no boundary', expected: 'a content type with the boundary of its parts' }
  if (boundary.length > maxBoundaryLength) {
    const found = `a boundary of ${boundary.length} characters`
    return { found, expected: `a boundary of at most ${maxBoundaryLength} characters (RFC 2046, 5.1.1)` }
  }
  const line = `lines of --${shorten(boundary)}`
  const marks = findMarks(text, `--${boundary}`)
  const last = marks.findIndex(({ isLast }) => isLast)
  if (marks.length === 0) return { found: 'no part', expected: `parts between ${line}` }
  if (last < 0) return { found: 'a truncated body', expected: `parts between ${line}, the last ending in --` }
  const parts: Part[] = []
  for (const [index, { end }] of marks.slice(0, last).entries()) {
    const part = readPart(text.slice(end, marks[index + 1]?.start), subtype === 'form-data')
    if (!part)
      return { found: `part ${index + 1} without an empty line`, expected: 'parts of headers, an empty line, and text' }
    parts.push(part)
  }
  return parts
}

/** A line that separates parts: from the line break before it to the one behind it. */
interface Mark {
  readonly start: number
  readonly end: number
  /** Ends in `--`: behind it there are no parts. */
  readonly isLast: boolean
}

/** RFC 2046, 5.1.1: lines of a delimiter, or of it and `--`, with space at the end. */
function findMarks(text: string, delimiter: string): Mark[] {
  const marks: Mark[] = []
  for (let at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, at + delimiter.length)) {
    const start = findLineStart(text, at)
    const isLast = text.startsWith('--', at + delimiter.length)
    const end = skipBlanks(text, at + delimiter.length + (isLast ? 2 : 0))
    if (start !== undefined && (end === text.length || findLineBreak(text, end) > 0)) marks.push({ start, end, isLast })
  }
  return marks
}

/** Where the line break before an offset begins; `undefined` in the middle of a line. */
function findLineStart(text: string, at: number): number | undefined {
  if (at === 0) return 0
  if (text[at - 1] !== '\n') return undefined
  return text[at - 2] === '\r' ? at - 2 : at - 1
}

/** Length of the line break at an offset; 0 if there is no line break. */
function findLineBreak(text: string, at: number): number {
  if (text[at] === '\n') return 1
  return text.startsWith('\r\n', at) ? 2 : 0
}

function skipBlanks(text: string, from: number): number {
  let at = from
  while (text[at] === ' ' || text[at] === '\t') at++
  return at
}

/** A part from the line break behind its mark on: headers, an empty line, text. */
function readPart(part: string, isForm: boolean): Part | undefined {
  const lines: string[] = []
  let at = findLineBreak(part, 0)
  for (let size = findLineBreak(part, at); size === 0; size = findLineBreak(part, at)) {
    const end = part.indexOf('\n', at)
    if (end < 0) return undefined
    const line = part.slice(at, part[end - 1] === '\r' ? end - 1 : end)
    if (line.includes('\r')) return undefined
    // RFC 5322, 2.2.3: a line that begins with space goes on with the one before.
    if (/^[ \t]/.test(line)) lines.push(`${lines.pop() ?? ''}${line}`)
    else lines.push(line)
    at = end + 1
  }
  const headers = lines.map(toHeader)
  // RFC 2183, 2: written like a media type, but for its first word.
  const disposition = parseMediaType(`x/${findHeader(headers, 'content-disposition') ?? ''}`)
  const name = isForm && disposition?.subtype !== 'form-data' ? undefined : disposition?.parameters.get('name')
  return { ...(name !== undefined && { name }), text: part.slice(at + findLineBreak(part, at)), headers }
}

function toHeader(line: string): Header {
  const [name = ''] = line.split(':', 1)
  return [name, line.slice(name.length + 1).trim()]
}
