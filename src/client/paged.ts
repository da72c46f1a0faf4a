import type { Cursor } from './cursor.js'
import { iterateItems, iteratePages, type ListSource, type Page, readPage } from './page.js'

/** A list that has not been read: nothing is sent before it is awaited or iterated. Each iteration reads it anew. */
export interface Paged<Item> extends PromiseLike<Page<Item>>, AsyncIterable<Item> {
  /** The list page by page. */
  pages(): AsyncIterable<Page<Item>>
  /** All items in one array, or the first `limit` of them. */
  toArray(options?: { limit?: number }): Promise<Item[]>
}

/** A list that begins where `start` says, which is asked at each reading and may throw. */
export function createPaged<Item>(source: ListSource<Item>, start: () => Cursor | null): Paged<Item> {
  const readFirst = async (signal: AbortSignal | undefined) => readPage(source, start(), signal)
  const items = () => iterateItems(source, readFirst)
  let first: Promise<Page<Item>> | undefined
  return {
    // biome-ignore lint/suspicious/noThenProperty: awaiting the list is what gives its first page.
    then(onFulfilled, onRejected) {
      first ??= readFirst(source.signal)
      return first.then(onFulfilled, onRejected)
    },
    pages: () => iteratePages(source, readFirst),
    [Symbol.asyncIterator]: items,
    async toArray({ limit = Infinity } = {}) {
      const array: Item[] = []
      if (limit <= 0) return array
      for await (const item of items()) {
        if (array.push(item) >= limit) break
      }
      return array
    },
  }
}
