import { countOf } from '../text/plural.js'
import { toVisibleText } from '../text/visible-text.js'
import { type Node, toFileLocation } from './node.js'
import type { FileLocation } from './source/source-errors.js'

/** The kinds of problems. The codes are stable. */
export const documentProblemCodes = [
  'invalid-document',
  'dangling-reference',
  'circular-reference',
  'duplicate-key',
] as const
/** One of `documentProblemCodes`. */
export type DocumentProblemCode = (typeof documentProblemCodes)[number]

/**
 * Something wrong in a document, which can be used without it.
 *
 * An `error` breaks the OpenAPI Specification. A `warning` is allowed, but cannot be used here or is probably a mistake.
 */
export interface DocumentProblem {
  readonly severity: 'error' | 'warning'
  readonly code: DocumentProblemCode
  /** Path of the file as the caller named it. */
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  /** JSON Pointer (RFC 6901) in that file. Empty for the whole file, and in files that the document refers to. */
  readonly pointer: string
  /** What is wrong, in one line, without the place. Quotes nothing from a file that the document refers to. */
  readonly message: string
  readonly expected: string
  readonly received: string
}

/** What a problem is made from. */
export interface ProblemDetails {
  /** @default 'error' */
  readonly severity?: DocumentProblem['severity']
  /** @default 'invalid-document' */
  readonly code?: DocumentProblemCode
  readonly expected: string
  readonly received: string
  /** @default `expected X, received Y` */
  readonly message?: string
}

/** A problem at a place. The author of the document may not be allowed to read other files, so nothing of them is quoted. */
export function createProblem(location: FileLocation, details: ProblemDetails): DocumentProblem {
  const { severity = 'error', code = 'invalid-document', expected } = details
  const { file, isMain, line, pointer = '' } = location
  const received = isMain ? details.received : 'something else'
  const own = details.message ?? `expected ${expected}, received ${received}`
  return {
    severity,
    code,
    file,
    line,
    pointer: isMain ? pointer : '',
    message: toVisibleText(isMain ? own : `expected ${expected}`),
    expected,
    received,
  }
}

/** The problem of a node. */
export function createNodeProblem(node: Node, details: ProblemDetails): DocumentProblem {
  return createProblem(toFileLocation(node), details)
}

/** A problem with its place in one line: `file:line: pointer: message`. */
export function formatProblem({ file, line, pointer, message }: DocumentProblem): string {
  return toVisibleText([`${file}:${line}`, ...(pointer ? [pointer] : []), message].join(': '))
}

/** `2 errors and 1 warning`: how many problems a document has. */
export function countProblems(problems: readonly DocumentProblem[]): string {
  const counts = (['error', 'warning'] as const).map((severity) => ({
    severity,
    number: problems.filter((each) => each.severity === severity).length,
  }))
  return counts
    .filter(({ number }) => number > 0)
    .map(({ severity, number }) => countOf(number, severity))
    .join(' and ')
}
