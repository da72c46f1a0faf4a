import { decodeContent } from '../bodies/content-coding.js'
import { findHeader, type Header } from '../interaction/interaction.js'
import { toBodyText } from './body-text.js'
import type { RecordingText } from './recording-text.js'

/**
 * How many decoded bytes the remaining bodies of one recording may have. It is counted down, so that no file can fill the memory.
 */
export interface Budget {
  bytes: number
}

/** Creates a budget of 256 MiB: far more than any recording of an API needs, and far less than a computer's memory. */
export function createBudget(): Budget {
  return { bytes: 256 * 1024 * 1024 }
}

/**
 * Decodes a response body that a recording holds as bytes, by its `Content-Encoding` and its charset.
 *
 * @throws RecordingError if the content coding is not supported, or the budget is used up.
 */
export function decodeResponseBody(
  recording: RecordingText,
  pointer: string,
  bytes: Buffer,
  headers: readonly Header[],
  budget: Budget,
): string {
  const decoded = decodeContent(bytes, findHeader(headers, 'content-encoding') ?? '', budget.bytes)
  if (!Buffer.isBuffer(decoded)) throw recording.error(pointer, decoded.found, decoded.expected)
  budget.bytes = Math.max(1, budget.bytes - decoded.length)
  return toBodyText(decoded, findHeader(headers, 'content-type'))
}
