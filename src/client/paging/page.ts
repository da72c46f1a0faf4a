import type { Links } from '../../generated/types.js'
import { maybeTooLarge } from '../../text/http-status.js'
import { ApiError } from '../errors/api-error.js'
import type { PaginationError, PaginationReason } from '../errors/pagination-error.js'
import { TimeoutError } from '../errors/timeout-error.js'
import type { Received, ResponseInfo } from '../response-info.js'
import { onAbort } from '../transport/deadline.js'
import type { Cursor } from './cursor.js'
import { iterateItems } from './items.js'

/** One response of a list. Iterating over it yields its items, then the items of all pages after it. */
export interface Page<Item> extends AsyncIterable<Item> {
  /** Items of this page. */
  readonly data: readonly Item[]
  /** Links as the service sent them. */
  readonly links: Links
  /** True if the response has a link to a next page. */
  readonly hasNext: boolean
  /**
   * Where the next page begins: `list(query, { cursor })` continues there. Null on the last page, and if the link to the next
   * page cannot be followed.
   */
  readonly cursor: Cursor | null
  /** Status, headers and request id of the response. Not enumerable. */
  readonly response: ResponseInfo
  /** How many items of the response an option such as `since` has left out of `data`. Not enumerable. */
  readonly omitted: number
  /**
   * Reads the next page. Resolves to null after the last page.
   *
   * @throws {PaginationError} if `links.next` is malformed or leads to another origin or in a loop, after `maxPages` pages, and
   * after 100 empty pages in a row. Nothing is sent in these cases.
   */
  next(): Promise<Page<Item> | null>
}

/**
 * A list of items. Nothing is sent until it is awaited, which reads its first page, or iterated. Each iteration reads it again.
 */
export interface Paged<Item> extends Promise<Page<Item>>, AsyncIterable<Item> {
  /** Iterates over the list page by page. */
  pages(): AsyncIterable<Page<Item>>
  /**
   * Returns all items in one array, or the first `limit` of them. Without a `page_size` in the query it requests pages of 1,000
   * items, or of `limit` if that is less. If the service refuses them with 413 or 5xx, or takes too long, it tries pages of 200
   * once, then pages of the service's own size once, and reads the list in the first size that works. It requests each page while
   * it still works on the one before.
   * @throws {ParameterError} for a limit that is neither a whole number from 0 nor Infinity.
   */
  toArray(options?: { limit?: number }): Promise<Item[]>
  /** Reads the first page, and returns it with the status, headers and request id of its response. */
  withResponse(): Promise<{ data: Page<Item>; response: ResponseInfo }>
}

/** The body of a response with a list. */
export interface ListBody<Item> {
  readonly data: readonly Item[]
  readonly links: Links
}

type Signal = AbortSignal | null | undefined

/** The `page_size` to request; undefined leaves the caller's, or else the service's own. */
export type PageSize = number | undefined

/** The size of the pages to request. */
export interface Sizing {
  readonly pageSize: PageSize
  /** True to make one attempt only: the larger page before has already failed after all attempts. */
  readonly isProbe: boolean
}

/**
 * Leaves items out of a page. Receives the `oldest` that it returned for the page before; undefined for the first page.
 *
 * If it returns `isLast`, no further page is read. If it returns a `contradiction` to an assumption of the caller, the list ends
 * with an error.
 */
export type Select<Item> = (
  items: readonly Item[],
  oldest?: number,
) => { data: readonly Item[]; oldest: number; isLast: boolean; contradiction?: string }

/** Reads the page that begins at a cursor. */
type ReadBody<Item> = (cursor: Cursor | null, signal: Signal) => Promise<Received<ListBody<Item>>>

/** How a list is read. */
export interface Start<Item> {
  /** Where the first page to read begins. Null is the beginning of the list. */
  readonly cursor: Cursor | null
  readonly read: ReadBody<Item>
  /** Leaves items out of each page. */
  readonly select: Select<Item> | undefined
}

/** Where the pages of a list come from. */
export interface PageSource<Item> {
  readonly signal: Signal
  /** True to request the next page while the caller works on a page. */
  readonly prefetch: boolean
  readonly maxPages: number
  /** Checks the parameters and options of the call, and returns how to read the list. */
  start(sizing?: Sizing): Promise<Start<Item>>
  /** Sizes of the pages that `toArray` asks for, the largest first. */
  pageSizes(limit: number): readonly [PageSize, ...PageSize[]]
  /** Returns the cursor of the next page, null after the last, or the error for a link that cannot be followed. */
  findNext(links: Links, cursor: Cursor | null, isVisited: (cursor: Cursor) => boolean): Cursor | null | PaginationError
  /** Creates the error for a list that is too long or not in the assumed order. */
  refuse(reason: PaginationReason, message: string, cursor: Cursor | null): PaginationError
  /**
   * Returns the limit of `toArray`.
   * @throws {ParameterError} for a limit that is neither a whole number from 0 nor Infinity.
   * @throws {ConfigurationError} for an unknown option.
   */
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
          // Starts at the beginning, because it is not known what a cursor means for pages of another size.
          return await readAll(source, limit, { pageSize, isProbe: true })
        } catch (error) {
          // If a smaller size does not help, the caller gets the error of the first size, for which all attempts were made.
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

/** True if a request for smaller pages may succeed after this error. */
const isTooLarge = (error: unknown): boolean =>
  error instanceof TimeoutError || (error instanceof ApiError && maybeTooLarge(error.status))

/** One reading of a list, from its first page to its last. */
interface Reading<Item> extends Omit<Start<Item>, 'cursor'> {
  readonly source: PageSource<Item>
  /** The pages read, by cursor: a link to the same or an earlier page is a loop. */
  readonly visited: Map<Cursor | null, number>
}

/** How far the reading of a list has got. */
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

/** A page. Its getters are not enumerable properties. */
class LoadedPage<Item> implements Page<Item> {
  readonly data: readonly Item[]
  readonly links: Links
  readonly hasNext: boolean
  readonly cursor: Cursor | null
  /** Reads the next page. An iteration passes its own signal. */
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

/**
 * Creates the method `next` of a page. It does not refer to the page, so that its items can be freed while the next ones are
 * read.
 */
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

/** How many empty pages in a row are read, so that a faulty server cannot keep the client reading for ever. */
const maxEmptyPages = 100

async function* iteratePages<Item>(
  source: PageSource<Item>,
  readFirst: () => Promise<LoadedPage<Item>>,
  isNextNeeded: (page: Page<Item>) => boolean = () => source.prefetch,
): AsyncGenerator<Page<Item>, void> {
  const { signal } = source
  let page: LoadedPage<Item> | null = await readFirst()
  // When the iteration ends, the request for the page ahead is cancelled.
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
