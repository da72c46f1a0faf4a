import type { Interaction } from '../interaction/interaction.js'
import type { ParseOptions } from './entries.js'
import { describe } from './field.js'
import { parseHar } from './har.js'
import { parseNock } from './nock.js'
import { readRecordingBytes } from './recording-bytes.js'
import { type RecordingText, readRecordingText } from './recording-text.js'

/**
 * Reads the interactions of a recording: nock definitions or HAR 1.2, recognised by the content.
 *
 * `content` is the file's text, its bytes, or the value parsed from it. With text, the `source` of an interaction is
 * `source:line`, and JSON bodies stay exactly as the file spells them. Bytes may be compressed, or a zip archive with a HAR
 * file and its bodies.
 *
 * @throws RecordingError if the content has neither format or no interaction, or if an entry cannot be read. With `onUnreadable`,
 * entries that cannot be read are not thrown.
 */
export function parseRecording(content: unknown, source: string, options: ParseOptions = {}): Interaction[] {
  if (!(content instanceof Uint8Array)) return parse(readRecordingText(content, source), options)
  const { text, source: name, files } = readRecordingBytes(content, source)
  return parse(readRecordingText(text, name), files ? { ...options, readFile: (path) => files.get(path) } : options)
}

function parse(recording: RecordingText, options: ParseOptions): Interaction[] {
  const { value } = recording
  if (Array.isArray(value)) return parseNock(recording, atLeastOne(recording, '', value), options)
  const log = memberOf(value, 'log')
  if (log === undefined) throw recording.error('', describe(value), 'a list of nock definitions, or HAR 1.2')
  const entries = memberOf(log, 'entries')
  if (!Array.isArray(entries)) throw recording.error('/log/entries', describe(entries), 'a list of HAR entries')
  return parseHar(recording, atLeastOne(recording, '/log/entries', entries), options)
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  // The value is an object with this member, whose value may be anything.
  return (value as Readonly<Record<string, unknown>>)[name]
}

function atLeastOne(recording: RecordingText, pointer: string, list: readonly unknown[]): readonly unknown[] {
  if (list.length === 0) throw recording.error(pointer, 'an empty list', 'at least one interaction')
  return list
}
