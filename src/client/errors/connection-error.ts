import { SignalWireError } from './signalwire-error.js'

/** No response came: the name could not be resolved, the connection was refused, broken or reset. `cause` says which. */
export class ConnectionError extends SignalWireError {
  declare readonly code: 'connection'

  override get name() {
    return 'ConnectionError'
  }
}
