import { toVisibleText } from '../text/visible-text.js'

/** Why a document cannot be used. The codes are stable; there is one for each case that a caller may handle differently. */
export type DocumentErrorCode =
  | 'unreadable-document'
  | 'invalid-yaml'
  | 'alias-cycle'
  | 'nested-too-deeply'
  | 'too-large'
  | 'unsupported-version'

export interface DocumentErrorDetails {
  readonly code: DocumentErrorCode
  /** Path of the file as the caller named it. */
  readonly file: string
  /** False for a file that the document refers to: the error then quotes nothing from it. */
  readonly isMain: boolean
  /** Counted from 1; absent if the file could not be read at all. */
  readonly line?: number
  /** JSON Pointer (RFC 6901) in that file. */
  readonly pointer?: string
  readonly received: string
  readonly expected: string
  readonly cause?: unknown
}

/**
 * Thrown when nothing of a document can be used: the file cannot be read, is not YAML or JSON, is not an OpenAPI document of a
 * version that is read, or exceeds a limit. Anything else is a `DocumentProblem`.
 *
 * The message is one line, safe to show: `file:line: pointer: expected …, received …`. For a file that the document refers to, the
 * message has no pointer and quotes nothing.
 */
export class DocumentError extends Error {
  static override readonly name: string = 'DocumentError'
  override readonly name = 'DocumentError'
  readonly code: DocumentErrorCode
  readonly file: string
  readonly line: number | undefined
  readonly pointer: string

  constructor(all: DocumentErrorDetails) {
    const details = all.isMain ? all : withoutContent(all)
    super(toMessage(details), details.cause === undefined ? undefined : { cause: details.cause })
    this.code = details.code
    this.file = details.file
    this.line = details.line
    this.pointer = details.pointer ?? ''
  }
}

/** Codes of errors whose `received` quotes nothing from the file. */
const quoteNothing: readonly DocumentErrorCode[] = ['alias-cycle', 'nested-too-deeply', 'too-large']

/** The document's author chose the other file and may not be allowed to read it. The pointer is left out because it holds keys. */
function withoutContent({ code, file, isMain, line, received, expected }: DocumentErrorDetails): DocumentErrorDetails {
  return {
    code,
    file,
    isMain,
    ...(line !== undefined && { line }),
    received: quoteNothing.includes(code) ? received : 'something else',
    expected,
  }
}

function toMessage({ file, line, pointer, received, expected }: DocumentErrorDetails): string {
  const where = [line === undefined ? file : `${file}:${line}`, ...(pointer ? [pointer] : [])]
  return toVisibleText(`${where.join(': ')}: expected ${expected}, received ${received}`)
}
