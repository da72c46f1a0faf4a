import { SignalWireError } from './signalwire-error.js'

/** An option, an environment variable or a credential is missing or cannot be used; nothing was sent. */
export class ConfigurationError extends SignalWireError {
  static override readonly name: string = 'ConfigurationError'
  declare readonly code: 'configuration'
}
