import { toVisibleText } from '../../text/visible-text.js'

/**
 * Thrown when something is not a recording that can be read: one line, safe to show, saying where, what was found and what was expected.
 *
 * No value of the recording is in the message: it could be a credential.
 */
export class RecordingError extends Error {
  static override readonly name: string = 'RecordingError'
  override readonly name = 'RecordingError'
  readonly code = 'unreadable-recording'
  /** Path of the recording, with `:line` where the line is known. */
  readonly source: string
  /** JSON Pointer into the recording; empty for the whole of it. */
  readonly pointer: string

  constructor(node: { source: string; pointer: string }, found: string, expected: string, options?: ErrorOptions) {
    const where = [node.source, node.pointer].filter(Boolean).join(': ')
    super(toVisibleText(`${where}: ${found}; expected ${expected}`), options)
    this.source = node.source
    this.pointer = node.pointer
  }
}
