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
