import { SignalWireError } from './signalwire-error.js'

/** Why `links.next` is not followed. */
export type PaginationReason = 'malformed' | 'other-origin' | 'loop'

/** The link to the next page cannot be followed; no request was made for it. */
export class PaginationError extends SignalWireError {
  static override readonly name: string = 'PaginationError'
  declare readonly code: 'pagination'
  declare readonly reason: PaginationReason

  constructor(reason: PaginationReason, message: string) {
    super(message)
    Object.assign(this, { reason })
  }
}
