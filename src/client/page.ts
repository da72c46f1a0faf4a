import type { Links } from '../generated/types.js'
import { type Cursor, findNext } from './cursor.js'
import { refuse, toIssue } from './parameters.js'
import type { Redactor } from './redact.js'
import { listen } from './transport/on-abort.js'

/** One response of a list. Iterating it gives its items, then those of all pages after it. */
export interface Page<Item> extends AsyncIterable<Item> {
  /** Items of this page. */
  readonly data: readonly Item[]
  /** Links as the service sent them. */
  readonly links: Links
  /** Whether the service names a next page. */
  readonly hasNext: boolean
  /** Where the next page begins: `list(query, { cursor })` goes on there. Null on the last page, and when its link cannot be followed. */
  readonly cursor: Cursor | null
  /**
   * Reads the next page; null after the last.
   *
   * @throws {PaginationError} when `links.next` leads to another origin or in a loop, or is malformed; nothing is sent then.
   */
  next(): Promise<Page<Item> | null>
}

/** A list that has not been read: nothing is sent before it is awaited or iterated. Each iteration reads it anew. */
export interface Paged<Item> extends PromiseLike<Page<Item>>, AsyncIterable<Item> {
  /** The list page by page. */
  pages(): AsyncIterable<Page<Item>>
  /** All items in one array, or the first `limit` of them. @throws {ParameterError} for a limit that is no whole number from 0, nor Infinity. */
  toArray(options?: { limit?: number }): Promise<Item[]>
}

/** Body of a list. */
export interface ListBody<Item> {
  readonly data: readonly Item[]
  readonly links: Links
}

type Signal = AbortSignal | undefined

/** A page whose successor can be read under the signal of an iteration. */
interface LoadedPage<Item> extends Page<Item> {
  next(signal?: Signal): Promise<LoadedPage<Item> | null>
}

/** Cursors of one reading, with their place in it: a link to the same or an earlier place is a loop. */
type Visited = Map<Cursor | null, number>

/**
 * A list of pages.
 *
 * `read` reads the page that begins at a cursor, null being the first; `start` says where to begin, is asked at
 * each reading and may throw; links have to lead to `origin`; with `prefetch` the next page is read ahead; errors are
 * told through `redact`.
 */
export function createPaged<Item>(
  operationId: string,
  read: (cursor: Cursor | null, signal: Signal) => Promise<ListBody<Item>>,
  start: () => Cursor | null,
  origin: string,
  signal: Signal,
  prefetch: boolean,
  redact: Redactor['redact'],
): Paged<Item> {
  async function readPage(
    cursor: Cursor | null,
    own: Signal,
    visited: Visited = new Map(),
    place = 0,
  ): Promise<LoadedPage<Item>> {
    const { data, links } = await read(cursor, own)
    visited.set(cursor, place)
    let next: Cursor | null = null
    let refusal: object | undefined
    try {
      next = findNext(links, origin, (cursor) => (visited.get(cursor) ?? place + 1) <= place, redact)
    } catch (error) {
      refusal = error as object // it is a PaginationError
    }
    const page: LoadedPage<Item> = {
      data,
      links,
      hasNext: Boolean(next || refusal),
      cursor: next,
      async next(own = signal) {
        if (refusal) throw Object.assign(refusal, { operationId, cursor: cursor && redact(cursor) })
        return next === null ? null : readPage(next, own, visited, place + 1)
      },
      [Symbol.asyncIterator]: () => iterateItems(async () => page),
    }
    return page
  }

  const readFirst = async (own: Signal) => readPage(start(), own)

  async function* iteratePages(
    readFirst: (own: Signal) => Promise<LoadedPage<Item>>,
  ): AsyncGenerator<Page<Item>, void> {
    // What is read ahead has to end with the iteration; else the caller's signal is enough.
    const controller = prefetch ? new AbortController() : undefined
    const own = controller?.signal ?? signal
    const onAbort = () => controller?.abort(signal?.reason)
    if (signal?.aborted) onAbort()
    const ignore = controller && signal && listen(signal, onAbort)
    try {
      let page: LoadedPage<Item> | null = await readFirst(own)
      while (page) {
        const ahead: Promise<LoadedPage<Item> | null> | false = prefetch && page.next(own)
        if (ahead) ahead.catch(() => {}) // it is awaited once this page has been worked on, or never
        yield page
        signal?.throwIfAborted()
        page = await (ahead || page.next(own))
      }
    } finally {
      ignore?.()
      controller?.abort()
    }
  }

  /** An async generator makes several promises for every item, and as much garbage: it is asked for the first of a page alone. */
  function iterateItems(first = readFirst): AsyncIterableIterator<Item> {
    let data: readonly Item[] = []
    let index = 0
    const generator = (async function* () {
      for await (const page of iteratePages(first)) {
        data = page.data
        index = 0
        while (index < data.length) {
          yield data[index++] as Item // index < length
          signal?.throwIfAborted()
        }
      }
    })()
    // It answers in turn, however many items are asked for at once.
    let turns = 0
    let isOver = false
    return {
      next() {
        if (turns === 0 && !isOver && index < data.length && !signal?.aborted) {
          return Promise.resolve({ done: false, value: data[index++] as Item }) // index < length
        }
        turns++
        return generator.next().finally(() => turns--)
      },
      return() {
        isOver = true
        return generator.return(undefined)
      },
      [Symbol.asyncIterator]() {
        return this
      },
    }
  }

  let first: Promise<Page<Item>> | undefined
  return {
    // biome-ignore lint/suspicious/noThenProperty: awaiting the list is what gives its first page.
    then(onFulfilled, onRejected) {
      first ??= readFirst(signal)
      return first.then(onFulfilled, onRejected)
    },
    pages: () => iteratePages(readFirst),
    [Symbol.asyncIterator]: () => iterateItems(),
    async toArray(options) {
      const { limit = Infinity } = options ?? {} // null is none
      const isLimit = limit === Infinity || (Number.isInteger(limit) && limit >= 0)
      refuse(operationId, isLimit ? [] : [toIssue('limit', 'option', 'a whole number from 0', limit)], redact)
      const array: Item[] = []
      if (limit === 0) return array
      for await (const item of iterateItems()) {
        if (array.push(item) >= limit) break
      }
      return array
    },
  }
}
