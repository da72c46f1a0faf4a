import { createSmallest, findOrCreate } from '../listing/smallest.js'

/** Finds the `servers` under which interactions would be about operations of the document. */
export interface ServerSuggester {
  /** Counts one more interaction, with the base paths under which its path would be documented. */
  add(url: URL, basePaths: readonly string[]): void
  /** The URLs of servers, and how many interactions would have a documented path under each. */
  list(): SuggestedServer[]
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

/** The sums of several lists. */
export function mergeSuggestions(lists: readonly (readonly SuggestedServer[])[]): SuggestedServer[] {
  const counts = createCounts()
  for (const { url, count } of lists.flat()) counts.add(url, count)
  return counts.list()
}

/** The URL of the server under which most paths would be documented, and how many; `undefined` if none would be. */
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
