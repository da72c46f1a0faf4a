/** The value of a file's text, and the offset of each part. */
export interface Source {
  readonly root: unknown
  /** Offset of the key or item at these tokens of a JSON Pointer, or of its nearest ancestor if it does not exist. */
  offsetOf(tokens: readonly string[]): number
}
