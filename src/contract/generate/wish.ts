import type { Node } from '../../openapi/index.js'
import type { Preference } from './frames.js'

/** A value in an object, or `undefined` if none was found. (JSON has no `undefined`, so a value never is.) */
export type Built = { readonly value: unknown } | undefined

/** The kind of value that is requested. */
export interface Wish extends Preference {
  /** True to use examples of the document for objects and arrays, too. */
  readonly takesExamples: boolean
}

/**
 * Builds a part of a value, which all of these schemas must allow. If a schema recurs inside itself, a required part gets its
 * smallest value, at most twice, and an optional part is left out.
 */
export type BuildPart = (roots: readonly Node[], wish: Wish, isRequired: boolean) => Built

/** Maximum number of items that are created to reach `minItems`, and of names to reach `minProperties`. */
export const maxMembers = 1000

/** Maximum number of values that are tried to find one that differs: for `uniqueItems`, and for names of properties. */
export const maxTurns = 60
