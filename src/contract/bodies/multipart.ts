import { type MediaTypeName, parseMediaType } from '../../text/media-type.js'
import { shorten } from '../../text/shorten.js'
import { findHeaders } from '../interaction/headers.js'
import type { Header } from '../interaction/interaction.js'

/** A value that a form sends under a name. */
export interface Field {
  readonly name: string
  readonly text: string
  /** Of a part of `multipart`. */
  readonly headers?: readonly Header[]
}

/** What a text is instead of what it should be. */
export interface Unreadable {
  readonly found: string
  readonly expected: string
}

/** Parts of a `multipart/form-data` body (RFC 7578; RFC 2046, 5.1), in their order. */
export function readParts(text: string, { parameters }: MediaTypeName): Field[] | Unreadable {
  const boundary = parameters.get('boundary') ?? ''
  if (boundary === '') return { found: 'no boundary', expected: 'a content type with the boundary of its parts' }
  const line = `lines of --${shorten(boundary)}`
  const mark = new RegExp(`(?:^|\\r?\\n)--${boundary.replace(/\W/g, '\\$&')}(--)?[ \\t]*(?=\\r?\\n|$)`, 'g')
  const marks = [...text.matchAll(mark)]
  const last = marks.findIndex(([, end]) => end !== undefined)
  if (marks.length === 0) return { found: 'no part', expected: `parts between ${line}` }
  if (last < 0) return { found: 'a body that breaks off', expected: `parts between ${line}, the last ending in --` }
  const fields: Field[] = []
  for (const [index, each] of marks.slice(0, last).entries()) {
    const field = readPart(text.slice(each.index + each[0].length, marks[index + 1]?.index))
    if (!field)
      return { found: `part ${index + 1} without a name`, expected: 'parts with Content-Disposition and a name' }
    fields.push(field)
  }
  return fields
}

function readPart(part: string): Field | undefined {
  const [, head, text] = /^\r?\n((?:[^\r\n]+\r?\n)*)\r?\n(.*)$/s.exec(part) ?? []
  if (head === undefined || text === undefined) return undefined
  const headers = head
    // RFC 5322, 2.2.3: a line that begins with space goes on with the one before.
    .replace(/\r?\n(?=[ \t])/g, '')
    .split(/\r?\n/)
    .map((line): Header => [line.replace(/:.*$/, ''), line.replace(/^[^:]*:?/, '').trim()])
  // RFC 2183, 2: written like a media type, but for its first word.
  const disposition = parseMediaType(`x/${findHeaders(headers, 'content-disposition')[0] ?? ''}`)
  const name = disposition?.subtype === 'form-data' ? disposition.parameters.get('name') : undefined
  return name === undefined ? undefined : { name, text, headers }
}
