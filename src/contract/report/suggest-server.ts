/** Finds the `servers` under which interactions would be about operations of the document. */
export interface ServerSuggester {
  /** Counts one more interaction, with the base paths under which its path would be documented. */
  add(url: URL, basePaths: readonly string[]): void
  /** The URL of the server under which most paths would be documented, and how many; `undefined` if none would be. */
  suggest(): SuggestedServer | undefined
}

export interface SuggestedServer {
  readonly url: string
  /** How many interactions would have a documented path. */
  readonly count: number
}

/** Further and longer URLs are not counted: a path such as `/{a}/{b}` fits any path. */
const maxUrls = 1000
const maxLength = 200

/** A suggester without any interactions yet. */
export function createServerSuggester(): ServerSuggester {
  const counts = new Map<string, number>()
  return {
    add({ protocol, host }, basePaths) {
      if (protocol !== 'http:' && protocol !== 'https:') return
      for (const basePath of basePaths) {
        const url = `${protocol}//${host}${basePath}`
        if (url.length > maxLength) continue
        if (counts.has(url) || counts.size < maxUrls) counts.set(url, (counts.get(url) ?? 0) + 1)
      }
    },
    suggest() {
      const [best] = [...counts].sort(([a, many], [b, more]) => more - many || a.length - b.length || (a < b ? -1 : 1))
      return best && { url: best[0], count: best[1] }
    },
  }
}
