import type { Header } from '../interaction/interaction.js'
import type { RecordingText } from './recording-text.js'

/** The object at a pointer. */
export function toRecord(recording: RecordingText, pointer: string, value: unknown, expected: string) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw recording.error(pointer, describe(value), expected)
  }
  // An object that is no array has string keys and values of any kind.
  return value as Readonly<Record<string, unknown>>
}

/** The text at a pointer. */
export function toText(recording: RecordingText, pointer: string, value: unknown, expected: string): string {
  if (typeof value !== 'string') throw recording.error(pointer, describe(value), expected)
  return value
}

/** The three-digit status code (RFC 9110, 15) at a pointer. */
export function toStatus(recording: RecordingText, pointer: string, value: unknown): number {
  if (typeof value !== 'number') throw recording.error(pointer, describe(value), 'a status code')
  if (!Number.isInteger(value) || value < 100 || value > 999) {
    throw recording.error(pointer, String(value), 'a status code from 100 to 999')
  }
  return value
}

/** One header; a list of values is a header that was repeated. */
export function toHeaders(recording: RecordingText, pointer: string, name: unknown, value: unknown): Header[] {
  if (typeof name !== 'string') throw recording.error(pointer, `${describe(name)} as a header's name`, 'a string')
  if (Array.isArray(value)) return value.flatMap((each) => toHeaders(recording, pointer, name, each))
  if (typeof value === 'string') return [[name, value]]
  if (typeof value === 'number' || typeof value === 'boolean') return [[name, String(value)]]
  throw recording.error(pointer, `${describe(value)} as a header's value`, 'a string')
}

/** A value's kind, never the value: it could be a credential. */
export function describe(value: unknown): string {
  if (value === undefined) return 'absent'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
