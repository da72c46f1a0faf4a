import { ConfigurationError } from './errors/configuration-error.js'
import type { Redactor } from './redact.js'

/** An API token, or a function that is asked for one at every attempt. */
export type ApiToken = string | (() => string | Promise<string>)

/** What a request proves to know. */
export interface Credentials {
  readonly projectId: string
  readonly apiToken: ApiToken
}

/** A function that gives the value of the `authorization` header for one attempt, and hides it and its parts. */
export function createAuthorization(
  { projectId, apiToken }: Credentials,
  hide: Redactor['hide'],
): () => Promise<string> {
  checkCredential('projectId', projectId)
  if (typeof apiToken !== 'function') checkCredential('apiToken', apiToken)
  let latest = { token: '', authorization: '' }
  return async () => {
    const token = typeof apiToken === 'function' ? await askFor(apiToken) : apiToken
    if (token !== latest.token) {
      const encoded = toBase64(`${projectId}:${token}`)
      for (const secret of [token, encodeURIComponent(token), encoded]) hide(secret)
      latest = { token, authorization: `Basic ${encoded}` }
    }
    return latest.authorization
  }
}

async function askFor(apiToken: () => string | Promise<string>): Promise<string> {
  let token: string
  try {
    token = await apiToken()
  } catch (cause) {
    throw new ConfigurationError('apiToken: the function failed', { cause })
  }
  checkCredential('apiToken', token)
  return token
}

function checkCredential(name: keyof Credentials, value: unknown): void {
  // RFC 7617, 2: no control characters, no colon in the user. Half a surrogate pair has no UTF-8.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
  const allowed = name === 'apiToken' ? /^[^\0-\x1f\x7f\p{Cs}]+$/u : /^[^\0-\x1f\x7f\p{Cs}:]+$/u
  // The value is not repeated, not even a wrong one.
  if (typeof value !== 'string' || !allowed.test(value)) throw new ConfigurationError(`${name}: expected ${allowed}`)
}

// RFC 7617, 2.1: UTF-8, which `btoa` alone does not take.
function toBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}
