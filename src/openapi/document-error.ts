import { toVisibleText } from '../text/visible-text.js'

/** What is wrong with a document: stable, one for each thing a caller may want to tell apart. */
export type DocumentErrorCode =
  | 'unreadable-document'
  | 'invalid-yaml'
  | 'duplicate-key'
  | 'alias-cycle'
  | 'nested-too-deeply'
  | 'too-large'
  | 'unsupported-version'
  | 'invalid-document'
  | 'dangling-reference'
  | 'circular-reference'

export interface DocumentErrorDetails {
  readonly code: DocumentErrorCode
  /** Path of the file as the caller named it. */
  readonly file: string
  /** Counted from 1; absent when the file could not be read at all. */
  readonly line?: number
  /** JSON Pointer (RFC 6901) in that file. */
  readonly pointer?: string
  readonly found: string
  readonly expected: string
  readonly cause?: unknown
}

/**
 * Thrown when a document cannot be worked with: it is unreadable, not YAML, not OpenAPI 3.1, or breaks its own rules.
 *
 * The message is one line, safe to show: `file:line: pointer: found …, expected …`.
 */
export class DocumentError extends Error {
  static override readonly name: string = 'DocumentError'
  override readonly name = 'DocumentError'
  readonly code: DocumentErrorCode
  readonly file: string
  readonly line: number | undefined
  readonly pointer: string

  constructor(details: DocumentErrorDetails) {
    super(toMessage(details), details.cause === undefined ? undefined : { cause: details.cause })
    this.code = details.code
    this.file = details.file
    this.line = details.line
    this.pointer = details.pointer ?? ''
  }
}

function toMessage({ file, line, pointer, found, expected }: DocumentErrorDetails): string {
  const where = [line === undefined ? file : `${file}:${line}`, ...(pointer ? [pointer] : [])]
  return toVisibleText(`${where.join(': ')}: found ${found}, expected ${expected}`)
}
