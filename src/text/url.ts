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

/** What is wrong with a text as the URL of a server, for messages; `undefined` if it is an absolute URL of HTTP without more than a path. */
export function findServerUrlProblem(text: string): string | undefined {
  const url = parseUrl(text)
  // A text such as `localhost:3000` is a URL, of the scheme `localhost`.
  if (!/^https?:\/\//i.test(text) || !url)
    return `${JSON.stringify(withoutSecrets(text))} is not an absolute HTTP or HTTPS URL`
  if (url.username !== '' || url.password !== '') return 'a URL with credentials'
  if (/[?#]/.test(text)) return 'a URL with a query or a fragment'
  return /[{}]/.test(text) ? 'a URL with variables' : undefined
}

/** Leaves out what may hold credentials: all before an `@`, and the query. */
function withoutSecrets(text: string): string {
  return shorten(text.replace(/^.*@/s, '').replace(/[?#].*$/s, ''))
}
