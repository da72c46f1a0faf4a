/** What an error says about the call that failed. */
export interface ErrorDetails extends ErrorOptions {
  readonly operationId?: string | undefined
  readonly attempts?: number
  readonly cursor?: string | null | undefined
}

const brand: unique symbol = Symbol.for('signalwire-room-sessions.error')

/**
 * Base class of everything the client throws, except the caller's own abort reason.
 *
 * Everything in an error has been redacted: no credential is in its message, stack, cause or properties.
 */
export abstract class SignalWireError extends Error {
  /** Marks the classes of every copy of this package, so that `instanceof` works across copies. */
  static readonly [brand] = true

  // Set in every class, because Node prints the name of the class, and a minifier changes that.
  static override readonly name: string = 'SignalWireError'

  /** Stable name of the kind of failure, for a `switch`. */
  abstract readonly code: string
  /** Operation of the document that was called; undefined if no operation was called. */
  declare readonly operationId?: string | undefined
  /** Attempts made for this call, including repeats; 0 if nothing was sent. */
  declare readonly attempts: number
  /**
   * Where to continue a list: `list(query, { cursor })` begins with the page that could not be read, or with the page whose link
   * could not be followed. Null is the first page; absent if the error does not belong to a page.
   */
  declare readonly cursor?: string | null

  constructor(message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? {} : details)
    const { operationId, attempts = 0, cursor } = details
    Object.assign(this, { operationId, attempts }, cursor !== undefined && { cursor })
  }

  /** True for errors of this class, also for those created by another copy of this package. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: the class that is asked for, which may be a derived one.
    return isInstance(this, value)
  }

  override get name(): string {
    return this.constructor.name
  }

  /**
   * Returns what may be logged: name, message, code and the other enumerable properties, but never a body, a header or a cause.
   */
  toJSON(): object {
    const { name, message } = this
    return Object.assign({ name, message }, this)
  }
}

/** True if a value is an instance of a class, or of the class with the same name in another copy of this package. */
function isInstance(type: object & { readonly name: string }, value: unknown): boolean {
  for (let one = typeof value === 'object' ? value : null; one; one = Object.getPrototypeOf(one)) {
    const { constructor: own } = one as { constructor?: unknown } // any object
    const isOurs = typeof own === 'function' && brand in own
    if (own === type || (isOurs && own.name === type.name)) return true
  }
  return false
}
