import { createSmallest, findOrCreate } from '../listing/smallest.js'

/** Finds URLs for the option `servers` under which the interactions would match operations of the document. */
export interface ServerSuggester {
  /** Counts one more interaction. Its path would be documented under each of `basePaths`. */
  add(url: URL, basePaths: readonly string[]): void
  /** Returns server URLs, each with the number of interactions that would have a documented path under it. */
  list(): SuggestedServer[]
}

export interface SuggestedServer {
  readonly url: string
  /** Number of interactions that would have a documented path. */
  readonly count: number
}

/**
 * Maximum number of URLs, and their maximum length in characters. Others are not counted, because a path such as
 * `/{a}/{b}` fits any path.
 */
const maxUrls = 1000
const maxLength = 200

/** Creates a suggester without interactions. */
export function createServerSuggester(): ServerSuggester {
  const counts = createCounts()
  return {
    add({ protocol, host }, basePaths) {
      if (protocol !== 'http:' && protocol !== 'https:') return
      for (const basePath of basePaths) {
        const url = `${protocol}//${host}${basePath}`
        if (url.length <= maxLength) counts.add(url, 1)
      }
    },
    list: counts.list,
  }
}

/** Adds up several lists of suggestions. */
export function mergeSuggestions(lists: readonly (readonly SuggestedServer[])[]): SuggestedServer[] {
  const counts = createCounts()
  for (const { url, count } of lists.flat()) counts.add(url, count)
  return counts.list()
}

/**
 * The URL of the server under which most paths would be documented, and their number; `undefined` if there is no such
 * server.
 */
export function findBest(suggestions: readonly SuggestedServer[]): SuggestedServer | undefined {
  const [best] = suggestions.toSorted(
    (a, b) => b.count - a.count || a.url.length - b.url.length || (a.url < b.url ? -1 : 1),
  )
  return best
}

function createCounts() {
  const urls = createSmallest<{ count: number }>(maxUrls)
  return {
    add(url: string, count: number) {
      const entry = findOrCreate(
        urls,
        url,
        () => ({ count: 0 }),
        () => {},
      )
      if (entry) entry.count += count
    },
    list: () => urls.keys.map((url) => ({ url, count: urls.values.get(url)?.count ?? 0 })),
  }
}
