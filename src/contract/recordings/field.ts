import type { Header } from '../interaction/interaction.js'
import type { RecordingText } from './recording-text.js'

/** Returns the value at a pointer if it is an object. @throws RecordingError otherwise */
export function toRecord(recording: RecordingText, pointer: string, value: unknown, expected: string) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw recording.error(pointer, describe(value), expected)
  }
  // An object that is not an array has string keys and values of any type.
  return value as Readonly<Record<string, unknown>>
}

/** Returns the value at a pointer if it is a string. @throws RecordingError otherwise */
export function toText(recording: RecordingText, pointer: string, value: unknown, expected: string): string {
  if (typeof value !== 'string') throw recording.error(pointer, describe(value), expected)
  return value
}

/** Returns the value at a pointer if it is a status code of three digits (RFC 9110, 15). @throws RecordingError otherwise */
export function toStatus(recording: RecordingText, pointer: string, value: unknown): number {
  if (typeof value !== 'number') throw recording.error(pointer, describe(value), 'a status code')
  if (!Number.isInteger(value) || value < 100 || value > 999) {
    throw recording.error(pointer, String(value), 'a status code from 100 to 999')
  }
  return value
}

/** Returns a header, or several of one name when the value is a list. @throws RecordingError for other values */
export function toHeaders(recording: RecordingText, pointer: string, name: unknown, value: unknown): Header[] {
  if (typeof name !== 'string') throw recording.error(pointer, `a header name that is ${describe(name)}`, 'a string')
  if (Array.isArray(value)) return value.flatMap((each) => toHeaders(recording, pointer, name, each))
  if (typeof value === 'string') return [[name, value]]
  if (typeof value === 'number' || typeof value === 'boolean') return [[name, String(value)]]
  throw recording.error(pointer, `a header value that is ${describe(value)}`, 'a string')
}

/** Names the type of a value for a message. Does not show the value itself, which could be a credential. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
