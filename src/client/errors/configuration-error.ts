import { SignalWireError } from './signalwire-error.js'

/** An option, an environment variable or a credential is missing or cannot be used; nothing was sent. */
export class ConfigurationError extends SignalWireError {
  declare readonly code: 'configuration'

  override get name() {
    return 'ConfigurationError'
  }
}
