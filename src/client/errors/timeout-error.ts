import { SignalWireError } from './signalwire-error.js'

/** A deadline passed before the response, headers and body, was complete. */
export class TimeoutError extends SignalWireError {
  static override readonly name: string = 'TimeoutError'
  declare readonly code: 'timeout'
  /** Which deadline: that of one attempt or that of the whole call. */
  declare readonly scope: 'attempt' | 'total'
  /** The deadline, in milliseconds. */
  declare readonly timeoutMs: number

  constructor(scope: 'attempt' | 'total', timeoutMs: number) {
    super(`no complete response within ${timeoutMs} ms (${scope})`)
    Object.assign(this, { scope, timeoutMs })
  }
}
