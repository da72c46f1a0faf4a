import { readJson } from '../../text/json/read.js'
import type { Item } from './decoded.js'
import type { Unreadable } from './multipart.js'

/** The items of JSON Lines: one JSON text on each line. Empty lines are skipped. */
export function readJsonLines(text: string): Item[] {
  return withoutMark(text)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(readJson)
}

const separator = '\u001e'

/** The items of a JSON text sequence (RFC 7464): a record separator before each JSON text, a line feed after it. */
export function readJsonSequence(text: string): Item[] | Unreadable {
  const [before = '', ...records] = text.split(separator)
  if (before.trim() !== '') {
    return {
      found: 'text before the first record separator',
      expected: 'a record separator before each item (RFC 7464)',
    }
  }
  return records
    .filter((record) => record.trim() !== '')
    .map((record) => {
      // RFC 7464, 2.4: without space after it, such a value may have been cut off.
      if (/^\s*(?:-?\d|true|false|null)/.test(record) && record.trimEnd() === record) {
        return { found: 'an item that may be cut off', expected: 'a line feed after each item (RFC 7464)' }
      }
      return readJson(record)
    })
}

/** Removes a byte order mark, which a recording may keep. */
function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text
}
