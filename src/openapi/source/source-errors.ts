import { DocumentError } from '../document-error.js'

/** Maximum levels of nesting. The code that uses the values recurses. */
export const maxDepth = 500

/** The file that a `DocumentError` names. */
export interface NamedFile {
  readonly file: string
  readonly isMain: boolean
}

/** The location that a `DocumentError` names. */
export interface FileLocation extends NamedFile {
  readonly line: number
  readonly pointer?: string
}

/** The error for a file that exceeds a limit. */
export function tooLargeError(where: NamedFile | FileLocation, received: string, expected: string): DocumentError {
  return new DocumentError({ ...where, code: 'too-large', received, expected })
}

/** The error for more than `maxDepth` levels of nesting. */
export function tooDeepError(location: FileLocation): DocumentError {
  return new DocumentError({
    ...location,
    code: 'nested-too-deeply',
    received: `more than ${maxDepth} levels of nesting`,
    expected: `at most ${maxDepth}`,
  })
}

/** The error for an alias inside the value that it refers to. */
export function aliasCycleError(location: FileLocation): DocumentError {
  return new DocumentError({
    ...location,
    code: 'alias-cycle',
    received: 'an alias inside the value it stands for',
    expected: 'values that end',
  })
}
