/**
 * Base of everything the client throws, save the caller's own abort reason.
 *
 * Whatever an error holds has been redacted before: no credential is in its message, stack, cause or properties.
 */
export abstract class SignalWireError extends Error {
  /** Stable name of what went wrong, for a `switch`. */
  abstract readonly code: string
  /** Operation of the document that was asked for; undefined when the error came before one was chosen. */
  declare readonly operationId?: string
  /** Requests sent for this call, repeats counted. */
  readonly attempts: number = 0
  /**
   * Where to go on, when the reading of a list failed: `list(query, { cursor })` begins with the page that could not be read.
   * Null is the first page; absent when the error belongs to no page.
   */
  declare readonly cursor?: string | null

  /** What may be logged: name, code, message and the own properties, never a body, a header or a cause. */
  toJSON(): object {
    const { name, message } = this
    return Object.assign({ name, message }, this)
  }
}

/** What is known of the call that an error ended. */
export interface ErrorContext {
  readonly operationId?: string | undefined
  readonly attempts?: number
  readonly cursor?: string | null
}

/** Writes down on an error which call it ended; the error itself, for throwing. */
export function withContext<E extends SignalWireError>(error: E, context: ErrorContext): E {
  return Object.assign(error, context)
}
