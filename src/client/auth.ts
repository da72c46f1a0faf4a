import { ConfigurationError } from './errors/configuration-error.js'
import type { Redactor } from './redact.js'

/** An API token, or a function that is asked for one at every attempt. */
export type ApiToken = string | (() => string | Promise<string>)

/** What a request proves to know. */
export interface Credentials {
  readonly projectId: string
  readonly apiToken: ApiToken
}

/** A function that gives the value of the `authorization` header for the next attempt, and tells the redactor to hide it. */
export function createAuthorization({ projectId, apiToken }: Credentials, redactor: Redactor): () => Promise<string> {
  const authorize = (token: string) => {
    const encoded = toBasic(projectId, token)
    for (const secret of [token, encodeURIComponent(token), encoded]) redactor.hide(secret)
    return `Basic ${encoded}`
  }
  if (typeof apiToken === 'string') {
    const authorization = authorize(apiToken)
    return async () => authorization
  }
  return async () => authorize(await askFor(apiToken))
}

/** What is wrong with a part of the credentials, if anything. RFC 7617, 2: no control characters, no colon in the user. */
export function findCredentialMistake(value: unknown, isUser: boolean): string | undefined {
  if (typeof value !== 'string' || value === '') return 'expected a text that is not empty'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  if (/[\u0000-\u001f\u007f]|\p{Surrogate}/u.test(value)) return 'received a control character or half a character'
  return isUser && value.includes(':') ? 'received a colon, which would end it' : undefined
}

async function askFor(apiToken: () => string | Promise<string>): Promise<string> {
  let token: unknown
  try {
    token = await apiToken()
  } catch (cause) {
    throw new ConfigurationError('apiToken: the function failed', { cause })
  }
  const mistake = findCredentialMistake(token, false)
  if (mistake) throw new ConfigurationError(`apiToken: of the function's result: ${mistake}`)
  return token as string // no mistake: a string
}

// RFC 7617, 2.1: UTF-8, which `btoa` alone does not take.
function toBasic(projectId: string, token: string): string {
  const bytes = new TextEncoder().encode(`${projectId}:${token}`)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
