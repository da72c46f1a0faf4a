/**
 * Base of everything the client throws, save the caller's own abort reason.
 *
 * Whatever an error holds has been redacted before: no credential is in its message, stack, cause or properties.
 */
export abstract class SignalWireError extends Error {
  /** Kept when a minifier renames the class: Node prints an error with the name of its class. */
  static override readonly name: string = 'SignalWireError'

  /** Stable name of what went wrong, for a `switch`: the class's, as in `not-found`. */
  readonly code: string = this.name
    .replace(/\B[A-Z]/g, '-$&')
    .toLowerCase()
    .slice(0, -6)
  /** Operation of the document that was asked for; undefined when the error came before one was chosen. */
  declare readonly operationId?: string
  /** Attempts made for this call, repeats counted; 0 when it was refused before the first. */
  readonly attempts: number = 0
  /**
   * Where to go on, when the reading of a list failed: `list(query, { cursor })` begins with the page that could not be read, or
   * whose link could not be followed. Null is the first page; absent when the error belongs to no page.
   */
  declare readonly cursor?: string | null

  override get name(): string {
    return this.constructor.name
  }

  /** What may be logged: name, code, message and the own properties, never a body, a header or a cause. */
  toJSON(): object {
    const { name, message } = this
    return Object.assign({ name, message }, this)
  }
}
