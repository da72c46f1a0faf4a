import { DocumentError } from '../document-error.js'

/** Deepest nesting that is read. What comes after may recurse. */
export const maxDepth = 500

/** Where a file cannot be read. */
export interface FilePlace {
  readonly file: string
  readonly line: number
  readonly pointer?: string
}

/** More of something than is read. */
export function tooLarge(file: string, found: string, expected: string): DocumentError {
  return new DocumentError({ code: 'too-large', file, found, expected })
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

/** A value inside of itself. Of merge keys no place is known: they are followed until the stack ends. */
export function aliasCycle(place: FilePlace | { file: string; cause: unknown }): DocumentError {
  return new DocumentError({
    ...place,
    code: 'alias-cycle',
    found: 'an alias inside the value it stands for',
    expected: 'values that end',
  })
}
