import { SignalWireError } from './signalwire-error.js'

/** An option, an environment variable or a credential is missing or invalid; nothing was sent. */
export class ConfigurationError extends SignalWireError {
  static override readonly name: string = 'ConfigurationError'
  readonly code = 'configuration'
}
