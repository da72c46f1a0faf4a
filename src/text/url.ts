/**
 * The URL of a text, resolved against a base; `undefined` for anything that is no URL. `URL.parse` may take its place when
 * Node 20 is no longer supported.
 */
export function parseUrl(text: unknown, base?: string): URL | undefined {
  try {
    return new URL(text as string, base) // anything else is made text, and seldom a URL
  } catch {
    return undefined
  }
}
