import type { Links } from '../generated/types.js'
import { formatCursor, type Paging, pageKey, parseNext } from './cursor.js'
import { PaginationError } from './errors/pagination-error.js'
import { SignalWireError, withContext } from './errors/signalwire-error.js'

/** One response of a list. Iterating it gives its items, then those of all pages after it. */
export interface Page<Item> extends AsyncIterable<Item> {
  /** Items of this page. */
  readonly data: readonly Item[]
  /** Links as the service sent them. */
  readonly links: Links
  /** Whether the service names a next page. */
  readonly hasNext: boolean
  /** Where the next page begins: `list(query, { cursor })` goes on there. Null on the last page, and when its link cannot be followed. */
  readonly cursor: string | null
  /**
   * Reads the next page; null after the last.
   *
   * @throws {PaginationError} when `links.next` leads to another origin or in a circle, or cannot be read; nothing is sent then.
   */
  next(): Promise<Page<Item> | null>
}

/** A list that has not been read: nothing is sent before it is awaited or iterated. Each iteration reads it anew. */
export interface Paged<Item> extends PromiseLike<Page<Item>>, AsyncIterable<Item> {
  /** The list page by page. */
  pages(): AsyncIterable<Page<Item>>
  /** All items in one array, or the first `limit` of them. */
  toArray(options?: { limit?: number }): Promise<Item[]>
}

/** Body of a list. */
export interface ListBody<Item> {
  readonly data: readonly Item[]
  readonly links: Links
}

/** How the pages of one list are read. */
export interface ListSource<Item> {
  readonly operationId: string
  readonly origin: string
  readonly signal: AbortSignal | undefined
  readonly prefetch: boolean
  /** Where to begin; null at the first page. Called once per reading. @throws {ParameterError} */
  start(): Paging | null
  read(paging: Paging | null, signal: AbortSignal | undefined): Promise<ListBody<Item>>
}

/** Wraps a source of pages. */
export function createPaged<Item>(source: ListSource<Item>): Paged<Item> {
  let first: Promise<Page<Item>> | undefined
  const start = async (signal = source.signal) => loadPage(source, source.start(), new Map(), 0, signal)
  const pages = () => iteratePages(source, start)
  const items = () => iterateItems(source, pages())
  return {
    // biome-ignore lint/suspicious/noThenProperty: awaiting the list is what gives its first page.
    then(onFulfilled, onRejected) {
      first ??= start()
      return first.then(onFulfilled, onRejected)
    },
    pages,
    [Symbol.asyncIterator]: items,
    async toArray({ limit = Number.POSITIVE_INFINITY } = {}) {
      const array: Item[] = []
      if (limit <= 0) return array
      for await (const item of items()) {
        array.push(item)
        if (array.length >= limit) break
      }
      return array
    },
  }
}

interface LoadedPage<Item> extends Page<Item> {
  load(signal: AbortSignal | undefined): Promise<LoadedPage<Item> | null>
}

/** Pages of one reading by their key, with their place in it: a link to an earlier place is a loop. */
type Visited = Map<string, number>

async function loadPage<Item>(
  source: ListSource<Item>,
  paging: Paging | null,
  visited: Visited,
  place: number,
  signal: AbortSignal | undefined,
): Promise<LoadedPage<Item>> {
  try {
    const { data, links } = await source.read(paging, signal)
    visited.set(pageKey(paging ?? {}), place)
    return toPage(source, data, links, visited, place)
  } catch (error) {
    // A caller's reason is the caller's, whatever it is.
    if (signal?.aborted || !(error instanceof SignalWireError)) throw error
    throw withContext(error, { cursor: paging && formatCursor(paging) })
  }
}

function toPage<Item>(
  source: ListSource<Item>,
  data: readonly Item[],
  links: Links,
  visited: Visited,
  place: number,
): LoadedPage<Item> {
  const next = findNext(source, links, visited, place)
  const load = async (signal: AbortSignal | undefined) => {
    if (next instanceof PaginationError) throw next
    return next && loadPage(source, next, visited, place + 1, signal)
  }
  const page = {
    data,
    links,
    hasNext: next !== null,
    cursor: next === null || next instanceof PaginationError ? null : formatCursor(next),
  }
  return Object.defineProperties(page, {
    load: { value: load },
    next: { value: () => load(source.signal) },
    [Symbol.asyncIterator]: {
      value: () =>
        iterateItems(
          source,
          iteratePages(source, async () => page as LoadedPage<Item>),
        ),
    },
  }) as LoadedPage<Item> // what was just defined
}

function findNext(
  { origin, operationId }: ListSource<unknown>,
  links: Links,
  visited: Visited,
  place: number,
): Paging | PaginationError | null {
  try {
    const next = parseNext(links, origin)
    if (next && (visited.get(pageKey(next)) ?? Number.POSITIVE_INFINITY) <= place) {
      throw new PaginationError('loop', 'links.next leads to a page that was read before')
    }
    return next
  } catch (error) {
    if (error instanceof PaginationError) return withContext(error, { operationId, attempts: 0 })
    throw error
  }
}

async function* iteratePages<Item>(
  { signal, prefetch }: ListSource<Item>,
  loadFirst: (signal: AbortSignal | undefined) => Promise<LoadedPage<Item> | null>,
): AsyncGenerator<Page<Item>, void> {
  if (!prefetch) {
    for (let page = await loadFirst(signal); page; page = await page.load(signal)) yield page
    return
  }
  const controller = new AbortController()
  const onAbort = () => controller.abort(signal?.reason)
  signal?.addEventListener('abort', onAbort)
  if (signal?.aborted) onAbort()
  try {
    let ahead = loadFirst(controller.signal)
    for (let page = await ahead; page; page = await ahead) {
      ahead = page.load(controller.signal)
      ahead.catch(() => {}) // it is awaited once this page has been worked on, or never
      yield page
      signal?.throwIfAborted()
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
    while (index >= data.length || signal?.aborted) {
      signal?.throwIfAborted()
      const { done, value } = await pages.next()
      if (done) return { done, value: undefined }
      data = value.data
      index = 0
    }
    return { done: false, value: data[index++] as Item } // index < length
  }
  return {
    next() {
      if (turning === undefined && index < data.length && !signal?.aborted) {
        return Promise.resolve({ done: false, value: data[index++] as Item }) // index < length
      }
      const turned = (turning ?? Promise.resolve()).then(turn)
      const settled = turned
        .catch(() => {})
        .then(() => {
          if (turning === settled) turning = undefined
        })
      turning = settled
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
