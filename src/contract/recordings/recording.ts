import type { Interaction } from '../interaction/interaction.js'
import { describe } from './field.js'
import { parseHar } from './har.js'
import { parseNock } from './nock.js'
import { type RecordingText, readRecordingText } from './recording-text.js'

/**
 * Reads the interactions of a recording: nock definitions or HAR 1.2, recognised by the content.
 *
 * `content` is the file's text, or the value parsed from it. With text, the `source` of an interaction is `source:line`,
 * and JSON bodies stay exactly as the file spells them.
 *
 * @throws RecordingError when the content is neither format, has no interaction, or an entry cannot be read.
 */
export function parseRecording(content: unknown, source: string): Interaction[] {
  const recording = readRecordingText(content, source)
  const { value } = recording
  if (Array.isArray(value)) return parseNock(recording, atLeastOne(recording, '', value))
  const log = memberOf(value, 'log')
  if (log === undefined) throw recording.error('', describe(value), 'a list of nock definitions, or HAR 1.2')
  const entries = memberOf(log, 'entries')
  if (!Array.isArray(entries)) throw recording.error('/log/entries', describe(entries), 'a list of HAR entries')
  return parseHar(recording, atLeastOne(recording, '/log/entries', entries))
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  // An object that has the member; its value may be anything.
  return (value as Readonly<Record<string, unknown>>)[name]
}

function atLeastOne(recording: RecordingText, pointer: string, list: readonly unknown[]): readonly unknown[] {
  if (list.length === 0) throw recording.error(pointer, 'an empty list', 'at least one interaction')
  return list
}
