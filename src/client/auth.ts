import { ConfigurationError } from './errors/configuration-error.js'
import type { ErrorDetails } from './errors/signalwire-error.js'
import { type Redactor, toBase64 } from './redact.js'

/** An API token, or a function that returns one. The function is called at every attempt. */
export type ApiToken = string | (() => string | Promise<string>)

/** The user and password of HTTP Basic. */
export interface Credentials {
  readonly projectId: string
  readonly apiToken: ApiToken
}

/**
 * Returns a function that creates the value of the `authorization` header for one attempt and registers it as a secret.
 *
 * Errors of the returned function carry the result of `details`, which is called only for an error: redacting a cursor takes
 * time.
 *
 * @throws {ConfigurationError} for credentials that cannot be sent.
 */
export function createAuthorization(
  { projectId, apiToken }: Credentials,
  { hide, redactCause }: Redactor,
): (details: () => ErrorDetails) => string | Promise<string> {
  const authorize = (token: string, details?: () => ErrorDetails) => {
    checkCredential('apiToken', token, details)
    const encoded = toBase64(`${projectId}:${token}`) // RFC 7617, 2.1: of its UTF-8
    hide(token, encoded)
    return `Basic ${encoded}`
  }
  checkCredential('projectId', projectId)
  if (typeof apiToken !== 'function') {
    const authorization = authorize(apiToken)
    return () => authorization
  }
  return async (details) => {
    let token: string
    try {
      token = await apiToken()
    } catch (cause) {
      throw new ConfigurationError('apiToken: the function failed', { ...details(), cause: redactCause(cause) })
    }
    return authorize(token, details)
  }
}

function checkCredential(name: keyof Credentials, value: unknown, details?: () => ErrorDetails): void {
  // RFC 7617, 2: no control characters, no colon in the user. Half a surrogate pair has no UTF-8.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
  const isText = typeof value === 'string' && /^[^\0-\x1f\x7f\p{Cs}]+$/u.test(value)
  if (isText && (name === 'apiToken' || !value.includes(':'))) return
  // The message does not repeat the value: even a wrong one may be a secret.
  throw new ConfigurationError(`${name}: expected text without colon or control characters`, details?.())
}
