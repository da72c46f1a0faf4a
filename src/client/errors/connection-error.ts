import { SignalWireError } from './signalwire-error.js'

/** No response came: the name was not resolved, or the connection was refused or broken. `cause` says which. */
export class ConnectionError extends SignalWireError {
  static override readonly name: string = 'ConnectionError'
  readonly code = 'connection'
}
