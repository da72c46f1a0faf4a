import { type ErrorDetails, SignalWireError } from './signalwire-error.js'

/** A deadline passed before the whole response, headers and body, had arrived. */
export class TimeoutError extends SignalWireError {
  static override readonly name: string = 'TimeoutError'
  readonly code = 'timeout'
  /** Which deadline passed: that of one attempt, or that of the whole call. */
  declare readonly scope: 'attempt' | 'total'
  /** The deadline, in milliseconds. */
  declare readonly timeoutMs: number

  constructor(scope: 'attempt' | 'total', timeoutMs: number, details?: ErrorDetails) {
    super(`no complete response within ${timeoutMs} ms (${scope})`, details)
    this.scope = scope
    this.timeoutMs = timeoutMs
  }
}
