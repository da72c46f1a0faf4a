import { DocumentError } from '../document-error.js'

/** Deepest nesting that is read. What comes after may recurse. */
export const maxDepth = 500

/** A file as errors name it. */
export interface NamedFile {
  readonly file: string
  readonly isMain: boolean
}

/** Where a file cannot be read. */
export interface FilePlace extends NamedFile {
  readonly line: number
  readonly pointer?: string
}

/** More of something than is read. */
export function tooLarge(where: NamedFile | FilePlace, found: string, expected: string): DocumentError {
  return new DocumentError({ ...where, code: 'too-large', found, expected })
}

/** Nesting beyond `maxDepth`. */
export function tooDeep(place: FilePlace): DocumentError {
  return new DocumentError({
    ...place,
    code: 'nested-too-deeply',
    found: `more than ${maxDepth} levels of nesting`,
    expected: `at most ${maxDepth}`,
  })
}

/** A value inside of itself. */
export function aliasCycle(place: FilePlace): DocumentError {
  return new DocumentError({
    ...place,
    code: 'alias-cycle',
    found: 'an alias inside the value it stands for',
    expected: 'values that end',
  })
}
