import { toVisibleText } from '../../text/visible-text.js'

/**
 * Thrown when a recording cannot be read. The message is one line, safe to show: the place, what was expected and what was
 * received.
 *
 * The message does not contain values of the recording, which could be credentials.
 */
export class RecordingError extends Error {
  static override readonly name: string = 'RecordingError'
  override readonly name = 'RecordingError'
  readonly code = 'unreadable-recording'
  /** Path of the recording; `path:line` where the line is known. */
  readonly source: string
  /** JSON Pointer into the recording; empty for the whole recording. */
  readonly pointer: string
  readonly expected: string
  readonly received: string

  constructor(place: { source: string; pointer: string }, received: string, expected: string, options?: ErrorOptions) {
    const where = [place.source, place.pointer].filter(Boolean).join(': ')
    super(toVisibleText(`${where}: expected ${expected}, received ${received}`), options)
    this.source = place.source
    this.pointer = place.pointer
    this.expected = expected
    this.received = received
  }
}
