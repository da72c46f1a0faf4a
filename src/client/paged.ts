import { type ListPage, type ListSource, type Page, readPage } from './page.js'

/** A list that has not been read: nothing is sent before it is awaited or iterated. Each iteration reads it anew. */
export interface Paged<Item> extends PromiseLike<Page<Item>>, AsyncIterable<Item> {
  /** The list page by page. */
  pages(): AsyncIterable<Page<Item>>
  /** All items in one array, or the first `limit` of them. */
  toArray(options?: { limit?: number }): Promise<Item[]>
}

/** Wraps a list. */
export function createPaged<Item>(list: Omit<ListSource<Item>, 'iterate'>): Paged<Item> {
  const source: ListSource<Item> = {
    ...list,
    iterate: (page) =>
      iterateItems(
        source,
        iteratePages(source, async () => page),
      ),
  }
  const readFirst = async (signal: AbortSignal | undefined) => readPage(source, source.start(), signal)
  const pages = () => iteratePages(source, readFirst)
  const items = () => iterateItems(source, pages())
  let first: Promise<Page<Item>> | undefined
  return {
    // biome-ignore lint/suspicious/noThenProperty: awaiting the list is what gives its first page.
    then(onFulfilled, onRejected) {
      first ??= readFirst(source.signal)
      return first.then(onFulfilled, onRejected)
    },
    pages,
    [Symbol.asyncIterator]: items,
    async toArray({ limit = Number.POSITIVE_INFINITY } = {}) {
      const array: Item[] = []
      if (limit <= 0) return array
      for await (const item of items()) {
        if (array.push(item) >= limit) break
      }
      return array
    },
  }
}

async function* iteratePages<Item>(
  { signal, prefetch }: ListSource<Item>,
  readFirst: (signal: AbortSignal | undefined) => Promise<ListPage<Item>>,
): AsyncGenerator<ListPage<Item>, void> {
  // Reading ahead has to end with the iteration.
  const controller = new AbortController()
  const onAbort = () => controller.abort(signal?.reason)
  signal?.addEventListener('abort', onAbort)
  if (signal?.aborted) onAbort()
  try {
    for (let page: ListPage<Item> | null = await readFirst(controller.signal); page; ) {
      const ahead: Promise<ListPage<Item> | null> | undefined = prefetch ? page.next(controller.signal) : undefined
      ahead?.catch(() => {}) // it is awaited once this page has been worked on, or never
      yield page
      signal?.throwIfAborted()
      page = await (ahead ?? page.next(controller.signal))
    }
  } finally {
    signal?.removeEventListener('abort', onAbort)
    controller.abort()
  }
}

/** Items of pages. An iterator by hand: an async generator costs three times as much for every item. */
function iterateItems<Item>(
  { signal }: ListSource<Item>,
  pages: AsyncGenerator<Page<Item>, void>,
): AsyncIterableIterator<Item> {
  let data: readonly Item[] = []
  let index = 0
  let turning: Promise<unknown> | undefined
  const turn = async (): Promise<IteratorResult<Item>> => {
    for (;;) {
      signal?.throwIfAborted()
      if (index < data.length) return { done: false, value: data[index++] as Item } // index < length
      const { done, value } = await pages.next()
      if (done) return { done, value: undefined }
      data = value.data
      index = 0
    }
  }
  return {
    next() {
      if (!turning && index < data.length && !signal?.aborted) {
        return Promise.resolve({ done: false, value: data[index++] as Item }) // index < length
      }
      // Asked again before the page has come: one after the other.
      const turned = turning ? turning.then(turn, turn) : turn()
      turning = turned
      const settle = () => {
        if (turning === turned) turning = undefined
      }
      turned.then(settle, settle)
      return turned
    },
    async return() {
      data = []
      await pages.return()
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
