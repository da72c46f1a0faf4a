/** The value of a file's text, and the offset of each part. */
export interface Source {
  readonly root: unknown
  /** Offset of the key or item at these tokens of a JSON Pointer, or of its nearest ancestor if it does not exist. */
  offsetOf(tokens: readonly string[]): number
  /** The number at these tokens as the text spells it, in the syntax of JSON; `undefined` if nothing like it is there. */
  numberTextAt(tokens: readonly string[]): string | undefined
  /** Offsets of the keys that their map has before; the last one counts. At most `maxDuplicates`. */
  readonly duplicates: readonly number[]
}

/** More keys than this that occur twice in their map are not listed. */
export const maxDuplicates = 100
