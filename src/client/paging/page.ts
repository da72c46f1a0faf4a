import type { Links } from '../../generated/types.js'
import { maybeTooLarge } from '../../text/http-status.js'
import { ApiError } from '../errors/api-error.js'
import { PaginationError, TimeoutError } from '../errors/client-errors.js'
import { anything, checkOptions } from '../options.js'
import { findNumberMismatch, throwIssues, toIssue } from '../parameters.js'
import type { Redactor } from '../redact.js'
import type { Received, ResponseInfo } from '../response-info.js'
import { onAbort } from '../transport/deadline.js'
import { type BadLink, type Cursor, findNext } from './cursor.js'
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
   * once, then pages of the service's own size once, and reads the list in the first size that works.
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

/** How the pages of a list are read. */
export interface PageReader<Item> {
  /** Reads the page that begins at a cursor. */
  readonly read: (cursor: Cursor | null, signal: Signal) => Promise<Received<ListBody<Item>>>
  /** Leaves items out of each page. */
  readonly select: Select<Item> | undefined
}

/** A list that can be read any number of times. */
export interface List<Item> {
  readonly operationId: string
  /** The origin that `links.next` has to lead to. */
  readonly origin: string
  readonly redact: Redactor['redact']
  /** Where the first page to read begins. Null is the beginning of the list. */
  readonly cursor: Cursor | null
  /** True to request the next page while the caller works on a page. */
  readonly prefetch: boolean
  readonly signal: Signal
  readonly maxPages: number
  /** Sizes of the pages that `toArray` asks for, the largest first. */
  pageSizes(limit: number): readonly PageSize[]
  /**
   * Checks the parameters and options of the call, and returns how to read the list.
   *
   * @param isProbe true to make one attempt only for the first page: a larger page has already failed after all attempts
   */
  start(pageSize?: PageSize, isProbe?: boolean): Promise<PageReader<Item>>
}

/** Creates a list that has not been read. */
export function createPaged<Item>(list: List<Item>): Paged<Item> {
  let first: Promise<Page<Item>> | undefined
  const read = () => {
    first ??= startReading(list)
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
    pages: () => iteratePages(list),
    [Symbol.asyncIterator]: () => iterateItems(iteratePages(list), list.signal),
    toArray: (options) => toArray(list, options ?? {}), // may be null
  }
}

async function toArray<Item>(list: List<Item>, options: { limit?: number }): Promise<Item[]> {
  const { operationId, redact } = list
  checkOptions(options, { limit: anything }, { operationId })
  const { limit = Infinity } = options
  const expected = limit === Infinity ? undefined : findNumberMismatch(limit, 0, Infinity)
  if (expected) throwIssues(operationId, [toIssue('limit', 'option', expected, limit)], redact)
  if (limit === 0) return []
  let refusal: unknown
  for (const [index, pageSize] of list.pageSizes(limit).entries()) {
    try {
      // Starts at the beginning, because it is not known what a cursor means for pages of another size.
      return await readAll(list, limit, pageSize, index > 0)
    } catch (error) {
      if (!isTooLarge(error)) throw error
      // If a smaller size does not help, the caller gets the error of the first size, for which all attempts were made.
      refusal ??= error
    }
  }
  throw refusal
}

async function readAll<Item>(list: List<Item>, limit: number, pageSize: PageSize, isProbe: boolean): Promise<Item[]> {
  const array: Item[] = []
  const readFirst = () => startReading(list, pageSize, isProbe)
  for await (const { data } of iteratePages(list, readFirst, false)) {
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
interface Reading<Item> extends PageReader<Item> {
  readonly list: List<Item>
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
async function startReading<Item>(list: List<Item>, pageSize?: PageSize, isProbe?: boolean): Promise<LoadedPage<Item>> {
  const { read, select } = await list.start(pageSize, isProbe)
  return readPage({ list, read, select, visited: new Map() }, { cursor: list.cursor, index: 0, empty: 0 }, list.signal)
}

async function readPage<Item>(reading: Reading<Item>, position: Position, signal: Signal): Promise<LoadedPage<Item>> {
  const { list, read, select, visited } = reading
  const { cursor, index, empty } = position
  const { data: body, toInfo } = await read(cursor, signal)
  const { data: items, links } = body
  const { data, oldest, isLast, contradiction } = select?.(items, position.oldest) ?? { data: items }
  if (contradiction) throw toError(list, { reason: 'contradiction', message: contradiction }, cursor)
  visited.set(cursor, index)
  const isVisited = (cursor: Cursor) => (visited.get(cursor) ?? index + 1) <= index
  const next = isLast ? null : findNext(links, list.origin, isVisited, list.redact)
  const following = { index: index + 1, empty: items.length === 0 ? empty + 1 : 0, oldest }
  const content = { data, links, omitted: items.length - data.length, next }
  return new LoadedPage(list, content, createNext(reading, position, next, following), toInfo)
}

/** A page. Its getters are not enumerable properties. */
class LoadedPage<Item> implements Page<Item> {
  readonly data: readonly Item[]
  readonly links: Links
  readonly hasNext: boolean
  readonly cursor: Cursor | null
  /** Reads the next page. An iteration passes its own signal. */
  readonly next: (signal?: Signal) => Promise<LoadedPage<Item> | null>
  readonly #list: List<Item>
  readonly #omitted: number
  readonly #toInfo: () => ResponseInfo
  #response: ResponseInfo | undefined

  constructor(
    list: List<Item>,
    { data, links, omitted, next }: ListBody<Item> & { omitted: number; next: Cursor | null | BadLink },
    readNext: LoadedPage<Item>['next'],
    toInfo: () => ResponseInfo,
  ) {
    this.data = data
    this.links = links
    this.hasNext = next !== null
    this.cursor = typeof next === 'string' ? next : null
    this.next = readNext
    this.#list = list
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
    return iterateItems(
      iteratePages(this.#list, () => this),
      this.#list.signal,
    )
  }
}

/** How many empty pages in a row are read, so that a faulty server cannot keep the client reading for ever. */
const maxEmptyPages = 100

/**
 * Creates the method `next` of a page. It does not refer to the page, so that its items can be freed while the next ones are
 * read.
 */
function createNext<Item>(
  reading: Reading<Item>,
  { cursor }: Position,
  next: Cursor | null | BadLink,
  following: Omit<Position, 'cursor'>,
): LoadedPage<Item>['next'] {
  const { list } = reading
  const { index, empty } = following
  return async (signal = list.signal) => {
    if (next === null) return null
    if (typeof next !== 'string') throw toError(list, next, cursor)
    if (empty >= maxEmptyPages)
      throw toError(list, { reason: 'empty-pages', message: `${empty} pages in a row are empty` }, next)
    if (index >= list.maxPages) {
      const message = `the list has more than ${list.maxPages} pages, see maxPages`
      throw toError(list, { reason: 'too-many-pages', message }, next)
    }
    return readPage(reading, { cursor: next, ...following }, signal)
  }
}

/** Creates the error for a list that cannot be read on from a cursor. */
function toError<Item>(
  { operationId, redact }: List<Item>,
  { reason, message }: BadLink,
  cursor: Cursor | null,
): PaginationError {
  return new PaginationError(reason, message, { operationId, cursor: cursor && redact(cursor) })
}

async function* iteratePages<Item>(
  list: List<Item>,
  readFirst: () => LoadedPage<Item> | Promise<LoadedPage<Item>> = () => startReading(list),
  prefetch = list.prefetch,
): AsyncGenerator<Page<Item>, void> {
  const { signal } = list
  let page: LoadedPage<Item> | null = await readFirst()
  // When the iteration ends, the request for the page ahead is cancelled.
  const ahead = new AbortController()
  const abort = () => ahead.abort(signal?.reason)
  if (signal?.aborted) abort()
  const ignoreSignal = signal && onAbort(signal, abort)
  try {
    while (page) {
      const { next }: LoadedPage<Item> = page
      const started: Promise<LoadedPage<Item> | null> | undefined = prefetch ? next(ahead.signal) : undefined
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
