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

// RFC 7617, 2: no control characters, no colon in the user. Half a surrogate pair has no UTF-8.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
const allowed = { projectId: /^[^:\0-\x1f\x7f\p{Cs}]+$/u, apiToken: /^[^\0-\x1f\x7f\p{Cs}]+$/u }

function checkCredential(name: keyof typeof allowed, value: unknown): void {
  if (typeof value === 'string' && allowed[name].test(value)) return
  // The value is not repeated, not even a wrong one.
  throw new ConfigurationError(
    `${name}: expected text without control characters${name === 'projectId' ? ' or colon' : ''}`,
  )
}

// RFC 7617, 2.1: UTF-8, which `btoa` alone does not take.
function toBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}
