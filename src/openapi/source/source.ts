/** A file's text as a value that still knows its places. */
export interface Source {
  readonly root: unknown
  /** Where the key or item begins that these tokens of a JSON Pointer lead to, or the nearest value above it. */
  offsetOf(tokens: readonly string[]): number
}
