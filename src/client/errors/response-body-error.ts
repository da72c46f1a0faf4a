import { SignalWireError } from './signalwire-error.js'

/** Why a body could not be used. */
export type ResponseBodyReason = 'empty' | 'not-json' | 'truncated' | 'undecodable' | 'too-large' | 'unexpected-shape'

/** A response came, and its body cannot be used. The body itself is not kept. */
export class ResponseBodyError extends SignalWireError {
  static override readonly name: string = 'ResponseBodyError'
  declare readonly code: 'response-body'
  declare readonly reason: ResponseBodyReason

  constructor(reason: ResponseBodyReason, message: string, options?: ErrorOptions) {
    super(message, options)
    Object.assign(this, { reason })
  }
}
