import { shorten } from './shorten.js'

/**
 * The URL of a text, resolved against a base; `undefined` if the text is not a URL. `URL.parse` may replace this function when
 * Node 20 is no longer supported.
 */
export function parseUrl(text: unknown, base?: string): URL | undefined {
  try {
    return new URL(text as string, base) // `URL` converts any other value to text
  } catch {
    return undefined
  }
}

/** What `findServerUrlProblem` wants, for messages. */
export const serverUrl = 'an absolute HTTP or HTTPS URL such as http://localhost:3000/v2'

/**
 * What a text is instead of the URL of a server, for messages that begin with what was expected; `undefined` if it is an
 * absolute HTTP or HTTPS URL with no more than a path. Shows no credentials.
 */
export function findServerUrlProblem(text: string): string | undefined {
  const url = parseUrl(text)
  // A text such as `localhost:3000` is a URL, of the scheme `localhost`.
  if (!/^https?:\/\//i.test(text) || !url) return JSON.stringify(withoutSecrets(text))
  if (url.username !== '' || url.password !== '') return 'a URL with credentials'
  if (/[?#]/.test(text)) return 'a URL with a query or a fragment'
  return /[{}]/.test(text) ? 'a URL with variables' : undefined
}

/** Leaves out what may hold credentials: all before an `@`, and the query. */
function withoutSecrets(text: string): string {
  return shorten(text.replace(/^.*@/s, '').replace(/[?#].*$/s, ''))
}
