import type { Links } from '../../generated/types.js'
import { maybeTooLarge } from '../../text/http-status.js'
import { ApiError } from '../errors/api-error.js'
import type { PaginationError, PaginationReason } from '../errors/pagination-error.js'
import { TimeoutError } from '../errors/timeout-error.js'
import type { Received, ResponseInfo } from '../response-info.js'
import { onAbort } from '../transport/deadline.js'
import type { Cursor } from './cursor.js'
import { iterateItems } from './items.js'

/** One response of a list. Iterating it gives its items, then those of all pages after it. */
export interface Page<Item> extends AsyncIterable<Item> {
  /** Items of this page. */
  readonly data: readonly Item[]
  /** Links as the service sent them. */
  readonly links: Links
  /** Whether the service names a next page. */
  readonly hasNext: boolean
  /** Where the next page begins: `list(query, { cursor })` continues there. Null on the last page, and if its link cannot be followed. */
  readonly cursor: Cursor | null
  /** What is known of the response beside its body. Not enumerable. */
  readonly response: ResponseInfo
  /** How many items of the response are not in `data`, because an option such as `since` leaves them out. Not enumerable. */
  readonly omitted: number
  /**
   * Reads the next page; null after the last.
   *
   * @throws {PaginationError} if `links.next` leads to another origin or in a loop, or is malformed, after `maxPages` pages, and after 100
   * empty ones in a row; nothing is sent then.
   */
  next(): Promise<Page<Item> | null>
}

/** A list that has not been read: nothing is sent until it is awaited or iterated. Each iteration reads it again. */
export interface Paged<Item> extends Promise<Page<Item>>, AsyncIterable<Item> {
  /** The list page by page. */
  pages(): AsyncIterable<Page<Item>>
  /**
   * All items in one array, or the first `limit` of them. Without a `page_size` in the query it asks for pages of 1,000, or of
   * `limit` if that is less. If the service refuses them with 413 or 5xx, or takes too long, it asks once for pages of 200, then once
   * for pages of the service's own size, and reads all in the first that it gets. The next page is read while this one is worked on. @throws {ParameterError} for a limit that is neither a whole number from 0 nor Infinity.
   */
  toArray(options?: { limit?: number }): Promise<Item[]>
  /** The first page, and what is known of its response. */
  withResponse(): Promise<{ data: Page<Item>; response: ResponseInfo }>
}

/** Body of a list. */
export interface ListBody<Item> {
  readonly data: readonly Item[]
  readonly links: Links
}

type Signal = AbortSignal | null | undefined

/** Number of items that a page is asked to have; undefined is that of the caller or of the service. */
export type PageSize = number | undefined

/** How a page is asked for. */
export interface Sizing {
  readonly pageSize: PageSize
  /** Whether one attempt is enough: a larger page has failed after all of them. */
  readonly isProbe: boolean
}

/**
 * Leaves items out of a page. `oldest` is what it returned for the page before: nothing for the first page.
 *
 * With `isLast` no further page is read; a `contradiction` to what was assumed ends the list with an error.
 */
export type Select<Item> = (
  items: readonly Item[],
  oldest?: number,
) => { data: readonly Item[]; oldest: number; isLast: boolean; contradiction?: string }

/** Reads the page that begins at a cursor. */
type ReadBody<Item> = (cursor: Cursor | null, signal: Signal) => Promise<Received<ListBody<Item>>>

/** How a list is read. */
export interface Start<Item> {
  /** Where to begin. Null is the first page. */
  readonly cursor: Cursor | null
  readonly read: ReadBody<Item>
  /** Leaves items out of each page. */
  readonly select: Select<Item> | undefined
}

/** Where the pages of a list come from. */
export interface PageSource<Item> {
  readonly signal: Signal
  /** Whether the next page is read while a page is being worked on. */
  readonly prefetch: boolean
  readonly maxPages: number
  /** Checks the call. */
  start(sizing?: Sizing): Promise<Start<Item>>
  /** Sizes of the pages that `toArray` asks for, the largest first. */
  pageSizes(limit: number): readonly [PageSize, ...PageSize[]]
  /** Returns the cursor of the next page, null after the last, or the error for a link that cannot be followed. */
  findNext(links: Links, cursor: Cursor | null, isVisited: (cursor: Cursor) => boolean): Cursor | null | PaginationError
  /** The error for a list that is too long, or not as assumed. */
  refuse(reason: PaginationReason, message: string, cursor: Cursor | null): PaginationError
  /** Returns the limit of `toArray`. Throws for one that is not a whole number from 0, nor Infinity, and for other options. */
  checkOptions(options: { limit?: number } | null | undefined): number
}

/** Creates a list that has not been read. */
export function createPaged<Item>(source: PageSource<Item>): Paged<Item> {
  const readFirst = () => startReading(source)
  let first: Promise<Page<Item>> | undefined
  const read = () => {
    first ??= readFirst()
    return first
  }
  return {
    // biome-ignore lint/suspicious/noThenProperty: awaiting the list gives its first page.
    then: (onFulfilled, onRejected) => read().then(onFulfilled, onRejected),
    catch: (onRejected) => read().catch(onRejected),
    finally: (onFinally) => read().finally(onFinally),
    withResponse: async () => {
      const data = await read()
      return { data, response: data.response }
    },
    [Symbol.toStringTag]: 'Paged',
    pages: () => iteratePages(source, readFirst),
    [Symbol.asyncIterator]: () => iterateItems(iteratePages(source, readFirst), source.signal),
    async toArray(options) {
      const limit = source.checkOptions(options)
      if (limit === 0) return []
      const [largest, ...smaller] = source.pageSizes(limit)
      let refusal: unknown
      try {
        return await readAll(source, limit, { pageSize: largest, isProbe: false })
      } catch (error) {
        refusal = error
      }
      for (const pageSize of smaller) {
        if (!isTooLarge(refusal)) break
        try {
          // From the beginning: what a cursor means for pages of another size is not known.
          return await readAll(source, limit, { pageSize, isProbe: true })
        } catch (error) {
          // If size is not what matters, the error of the first reading says so, with all of its attempts.
          if (!isTooLarge(error)) throw error
        }
      }
      throw refusal
    },
  }
}

async function readAll<Item>(source: PageSource<Item>, limit: number, sizing: Sizing): Promise<Item[]> {
  const array: Item[] = []
  const pages = iteratePages(
    source,
    () => startReading(source, sizing),
    (page) => array.length + page.data.length < limit,
  )
  for await (const { data } of pages) {
    for (const item of data) {
      if (array.push(item) >= limit) return array
    }
  }
  return array
}

/** Whether smaller pages may help. */
const isTooLarge = (error: unknown): boolean =>
  error instanceof TimeoutError || (error instanceof ApiError && maybeTooLarge(error.status))

/** One reading of a list, from its first page to its last. */
interface Reading<Item> extends Omit<Start<Item>, 'cursor'> {
  readonly source: PageSource<Item>
  /** The pages read, by cursor: a link to the same or an earlier page is a loop. */
  readonly visited: Map<Cursor | null, number>
}

/** Where a reading has come to. */
interface Position {
  readonly cursor: Cursor | null
  /** Number of pages before this one. */
  readonly index: number
  /** Number of empty pages in a row before this one. */
  readonly empty: number
  /** What `select` returned for the page before. */
  readonly oldest?: number | undefined
}

/** Reads the first page. */
async function startReading<Item>(source: PageSource<Item>, sizing?: Sizing): Promise<LoadedPage<Item>> {
  const { cursor, read, select } = await source.start(sizing)
  return readPage({ source, read, select, visited: new Map() }, { cursor, index: 0, empty: 0 }, source.signal)
}

async function readPage<Item>(
  reading: Reading<Item>,
  { cursor, index, empty, oldest: latest }: Position,
  signal: Signal,
): Promise<LoadedPage<Item>> {
  const { source, read, select, visited } = reading
  const { data: body, toInfo } = await read(cursor, signal)
  const { data: items, links } = body
  const { data, oldest, isLast, contradiction } = select?.(items, latest) ?? { data: items }
  if (contradiction) throw source.refuse('contradiction', contradiction, cursor)
  visited.set(cursor, index)
  const next = isLast ? null : source.findNext(links, cursor, (cursor) => (visited.get(cursor) ?? index + 1) <= index)
  const position = { index: index + 1, empty: items.length === 0 ? empty + 1 : 0, oldest }
  return new LoadedPage(
    source,
    data,
    links,
    items.length - data.length,
    next,
    createNext(reading, next, position),
    toInfo,
  )
}

/** A page. What is a getter here is not enumerable. */
class LoadedPage<Item> implements Page<Item> {
  readonly data: readonly Item[]
  readonly links: Links
  readonly hasNext: boolean
  readonly cursor: Cursor | null
  /** Reads the next page, under the signal of an iteration if there is one. */
  readonly next: (signal?: Signal) => Promise<LoadedPage<Item> | null>
  readonly #source: PageSource<Item>
  readonly #omitted: number
  readonly #toInfo: () => ResponseInfo
  #response: ResponseInfo | undefined

  constructor(
    source: PageSource<Item>,
    data: readonly Item[],
    links: Links,
    omitted: number,
    next: Cursor | null | PaginationError,
    readNext: LoadedPage<Item>['next'],
    toInfo: () => ResponseInfo,
  ) {
    this.data = data
    this.links = links
    this.hasNext = next !== null
    this.cursor = typeof next === 'string' ? next : null
    this.next = readNext
    this.#source = source
    this.#omitted = omitted
    this.#toInfo = toInfo
  }

  get response(): ResponseInfo {
    this.#response ??= this.#toInfo()
    return this.#response
  }

  get omitted(): number {
    return this.#omitted
  }

  [Symbol.asyncIterator](): AsyncIterator<Item> {
    const source = this.#source
    return iterateItems(
      iteratePages(source, async () => this),
      source.signal,
    )
  }
}

/** Creates the method `next` of a page. It does not refer to the page, so that its items can be freed while the next ones are read. */
function createNext<Item>(
  reading: Reading<Item>,
  next: Cursor | null | PaginationError,
  { index, empty, oldest }: Omit<Position, 'cursor'>,
): LoadedPage<Item>['next'] {
  const { source } = reading
  return async (signal = source.signal) => {
    if (next === null) return null
    if (typeof next !== 'string') throw next
    if (empty >= maxEmptyPages) throw source.refuse('empty-pages', `${empty} pages in a row are empty`, next)
    if (index >= source.maxPages)
      throw source.refuse('too-many-pages', `the list has more than ${source.maxPages} pages, see maxPages`, next)
    return readPage(reading, { cursor: next, index, empty, oldest }, signal)
  }
}

/** Limit for empty pages in a row: a server that goes on like that never ends. */
const maxEmptyPages = 100

async function* iteratePages<Item>(
  source: PageSource<Item>,
  readFirst: () => Promise<LoadedPage<Item>>,
  isNextNeeded: (page: Page<Item>) => boolean = () => source.prefetch,
): AsyncGenerator<Page<Item>, void> {
  const { signal } = source
  let page: LoadedPage<Item> | null = await readFirst()
  // A page that is read ahead is cancelled when the iteration ends.
  const ahead = new AbortController()
  const abort = () => ahead.abort(signal?.reason)
  if (signal?.aborted) abort()
  const ignoreSignal = signal && onAbort(signal, abort)
  try {
    while (page) {
      const { next }: LoadedPage<Item> = page
      const started: Promise<LoadedPage<Item> | null> | undefined = isNextNeeded(page) ? next(ahead.signal) : undefined
      started?.catch(() => {}) // it is awaited later, or never
      yield page
      signal?.throwIfAborted()
      page = null // frees its items while the next ones are read
      page = await (started ?? next())
    }
  } finally {
    ignoreSignal?.()
    ahead.abort()
  }
}
