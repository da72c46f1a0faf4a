import { SignalWireError } from './signalwire-error.js'

/** No response came: the name could not be resolved, the connection was refused, broken or reset. `cause` says which. */
export class ConnectionError extends SignalWireError {
  static override readonly name: string = 'ConnectionError'
  declare readonly code: 'connection'
}
