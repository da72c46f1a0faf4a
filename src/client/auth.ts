import { ConfigurationError } from './errors/configuration-error.js'
import { type Redactor, toBase64 } from './redact.js'

/** An API token, or a function that is asked for one at every attempt. */
export type ApiToken = string | (() => string | Promise<string>)

/** What a request proves to know. */
export interface Credentials {
  readonly projectId: string
  readonly apiToken: ApiToken
}

/**
 * A function that gives the value of the `authorization` header for one attempt, and hides it and its parts.
 *
 * @throws {ConfigurationError} for credentials that cannot be sent.
 */
export function createAuthorization(
  { projectId, apiToken }: Credentials,
  hide: Redactor['hide'],
): () => Promise<string> {
  const authorize = (token: string) => {
    checkCredential('apiToken', token)
    const encoded = toBase64(`${projectId}:${token}`) // RFC 7617, 2.1: of its UTF-8
    hide(token, encoded)
    return `Basic ${encoded}`
  }
  checkCredential('projectId', projectId)
  if (typeof apiToken !== 'function') {
    const authorization = authorize(apiToken)
    return async () => authorization
  }
  return async () => {
    let token: string
    try {
      token = await apiToken()
    } catch (cause) {
      throw new ConfigurationError('apiToken: the function failed', { cause })
    }
    return authorize(token)
  }
}

function checkCredential(name: keyof Credentials, value: unknown): void {
  // RFC 7617, 2: no control characters, no colon in the user. Half a surrogate pair has no UTF-8.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
  const isText = typeof value === 'string' && /^[^\0-\x1f\x7f\p{Cs}]+$/u.test(value)
  if (isText && (name === 'apiToken' || !value.includes(':'))) return
  // The value is not repeated, not even a wrong one.
  throw new ConfigurationError(`${name}: expected text without colon or control characters`)
}
