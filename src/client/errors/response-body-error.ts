import { type ErrorDetails, SignalWireError } from './signalwire-error.js'

/** Why a body could not be used. */
export type ResponseBodyReason =
  | 'empty'
  | 'not-json'
  | 'truncated'
  | 'undecodable'
  | 'too-large'
  | 'wrong-size'
  | 'unexpected-shape'

/** A response came, but its body cannot be used. The error does not hold the body. */
export class ResponseBodyError extends SignalWireError {
  static override readonly name: string = 'ResponseBodyError'
  readonly code = 'response-body'
  declare readonly reason: ResponseBodyReason

  constructor(reason: ResponseBodyReason, message: string, details?: ErrorDetails) {
    super(message, details)
    this.reason = reason
  }
}
