import type { Links } from '../generated/types.js'
import { type Cursor, findNext } from './cursor.js'
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
  readonly cursor: Cursor | null
  /**
   * Reads the next page; null after the last.
   *
   * @throws {PaginationError} when `links.next` leads to another origin or in a loop, or is malformed; nothing is sent then.
   */
  next(): Promise<Page<Item> | null>
}

/** Body of a list. */
export interface ListBody<Item> {
  readonly data: readonly Item[]
  readonly links: Links
}

/** How the pages of one list are read. */
export interface ListSource<Item> {
  readonly operationId: string
  /** Where links have to lead. */
  readonly origin: string
  readonly signal: AbortSignal | undefined
  /** Whether the next page is read ahead. */
  readonly prefetch: boolean
  /** Reads the page that begins at a cursor; null is the first page. @throws {SignalWireError} */
  read(cursor: Cursor | null, signal: AbortSignal | undefined): Promise<ListBody<Item>>
}

/** Cursors of one reading, with their place in it: a link to the same or an earlier place is a loop. */
type Visited = Map<Cursor, number>

/** A page, and the way to the one after it. */
export class ListPage<Item> implements Page<Item> {
  readonly data: readonly Item[]
  readonly links: Links
  readonly hasNext: boolean
  readonly cursor: Cursor | null = null
  readonly #source: ListSource<Item>
  readonly #next: (signal: AbortSignal | undefined) => Promise<ListPage<Item> | null>

  constructor({ data, links }: ListBody<Item>, source: ListSource<Item>, visited: Visited, place: number) {
    this.data = data
    this.links = links
    this.#source = source
    try {
      const cursor = findNext(links, source.origin)
      if (cursor !== null && (visited.get(cursor) ?? place + 1) <= place) {
        throw new PaginationError('loop', 'links.next leads in a loop')
      }
      this.cursor = cursor
      this.hasNext = cursor !== null
      this.#next = async (signal) => (cursor === null ? null : readPage(source, cursor, signal, visited, place + 1))
    } catch (error) {
      this.hasNext = true
      this.#next = async () => {
        throw withContext(error as PaginationError, { operationId: source.operationId }) // nothing else was thrown
      }
    }
  }

  /** `signal` is that of an iteration. */
  next(signal = this.#source.signal): Promise<ListPage<Item> | null> {
    return this.#next(signal)
  }

  [Symbol.asyncIterator](): AsyncIterator<Item> {
    return iterateItems(this.#source, async () => this)
  }
}

/** Reads the page that begins at a cursor, which an error carries. */
export async function readPage<Item>(
  source: ListSource<Item>,
  cursor: Cursor | null,
  signal: AbortSignal | undefined,
  visited: Visited = new Map(),
  place = 0,
): Promise<ListPage<Item>> {
  try {
    const body = await source.read(cursor, signal)
    if (cursor !== null) visited.set(cursor, place)
    return new ListPage(body, source, visited, place)
  } catch (error) {
    // A caller's reason is the caller's, whatever it is.
    throw error instanceof SignalWireError && !signal?.aborted ? withContext(error, { cursor }) : error
  }
}

/** Reads the first page of an iteration, under the iteration's signal. */
type ReadFirst<Item> = (signal: AbortSignal | undefined) => Promise<ListPage<Item>>

/** Pages from the first to the last. */
export async function* iteratePages<Item>(
  { signal, prefetch }: ListSource<Item>,
  readFirst: ReadFirst<Item>,
): AsyncGenerator<ListPage<Item>, void> {
  // What is read ahead has to end with the iteration.
  const controller = new AbortController()
  const onAbort = () => controller.abort(signal?.reason)
  if (signal?.aborted) onAbort()
  signal?.addEventListener('abort', onAbort)
  try {
    let page: ListPage<Item> | null = await readFirst(controller.signal)
    while (page) {
      const ahead: Promise<ListPage<Item> | null> | false = prefetch && page.next(controller.signal)
      if (ahead) ahead.catch(() => {}) // it is awaited once this page has been worked on, or never
      yield page
      signal?.throwIfAborted()
      page = await (ahead || page.next(controller.signal))
    }
  } finally {
    signal?.removeEventListener('abort', onAbort)
    controller.abort()
  }
}

/** Items from the first page to the last. */
export async function* iterateItems<Item>(
  source: ListSource<Item>,
  readFirst: ReadFirst<Item>,
): AsyncGenerator<Item, void> {
  for await (const { data } of iteratePages(source, readFirst)) {
    for (const item of data) {
      yield item
      source.signal?.throwIfAborted()
    }
  }
}
