import { type ErrorDetails, SignalWireError } from './signalwire-error.js'

/**
 * Why the client does not follow `links.next`: the link is unusable, the client has read `maxPages` pages or 100 empty ones in a
 * row, or the list contradicts `assumeNewestFirst`.
 */
export type PaginationReason =
  | 'malformed'
  | 'other-origin'
  | 'loop'
  | 'too-many-pages'
  | 'empty-pages'
  | 'contradiction'

/** The link to the next page cannot be followed; it was not requested. */
export class PaginationError extends SignalWireError {
  static override readonly name: string = 'PaginationError'
  readonly code = 'pagination'
  declare readonly reason: PaginationReason

  constructor(reason: PaginationReason, message: string, details?: ErrorDetails) {
    super(message, details)
    this.reason = reason
  }
}
