/** The URL, `undefined` for text that is none. `URL.parse` may take its place when Node 20 is no longer promised. */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}
