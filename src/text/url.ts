import { shorten } from './shorten.js'

/**
 * Parses a URL, resolved against a base; `undefined` if the text is not a URL. `URL.parse` may replace this function when Node 20
 * is no longer supported.
 */
export function parseUrl(text: unknown, base?: string): URL | undefined {
  try {
    return new URL(text as string, base) // `URL` converts any other value to text
  } catch {
    return undefined
  }
}

/** The path of a URL without the slashes at its end, such as `/v1`; empty for the root, and without a URL. */
export function basePathOf(url: URL | undefined): string {
  return url?.pathname.replace(/\/+$/, '') ?? ''
}

/** What `findServerUrlProblem` accepts, for messages. */
export const serverUrl = 'an absolute HTTP or HTTPS URL such as http://localhost:3000/v2'

/**
 * Says what a text is if it cannot be the URL of a server, for the second half of a message (`expected X, received Y`). Returns
 * `undefined` for an absolute HTTP or HTTPS URL with no more than a path. Shows no credentials.
 */
export function findServerUrlProblem(text: string): string | undefined {
  const url = parseUrl(text)
  // A text such as `localhost:3000` is a URL, of the scheme `localhost`.
  if (!/^https?:\/\//i.test(text) || !url) return JSON.stringify(withoutSecrets(text))
  if (url.username !== '' || url.password !== '') return 'a URL with credentials'
  if (/[?#]/.test(text)) return 'a URL with a query or a fragment'
  return /[{}]/.test(text) ? 'a URL with variables' : undefined
}

/** Returns a text without what may contain credentials: everything before an `@`, and the query. */
function withoutSecrets(text: string): string {
  return shorten(text.replace(/^.*@/s, '').replace(/[?#].*$/s, ''))
}
