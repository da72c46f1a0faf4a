import type { Links } from '../generated/types.js'
import { formatCursor, type Paging, parseNext, toPageKey } from './cursor.js'
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
  /** Where to begin; null at the first page. @throws {ParameterError} */
  start(): Paging | null
  /** Reads one page. @throws {SignalWireError} */
  read(paging: Paging | null, signal: AbortSignal | undefined): Promise<ListBody<Item>>
  /** Items of a page and of all pages after it. */
  iterate(page: ListPage<Item>): AsyncIterator<Item>
}

/** A page, and the way to the one after it. */
export class ListPage<Item> implements Page<Item> {
  readonly data: readonly Item[]
  readonly links: Links
  readonly hasNext: boolean
  readonly cursor: string | null
  readonly #source: ListSource<Item>
  readonly #read: (signal: AbortSignal | undefined) => Promise<ListPage<Item> | null>

  constructor({ data, links }: ListBody<Item>, source: ListSource<Item>, visited: Visited, place: number) {
    const next = findNext(links, source, visited, place)
    this.data = data
    this.links = links
    this.hasNext = next !== null
    this.cursor = next && !(next instanceof PaginationError) ? formatCursor(next) : null
    this.#source = source
    this.#read = async (signal) => {
      if (next instanceof PaginationError) throw next
      return next && readPage(source, next, signal, visited, place + 1)
    }
  }

  /** `signal` is that of the iteration. */
  next(signal = this.#source.signal): Promise<ListPage<Item> | null> {
    return this.#read(signal)
  }

  [Symbol.asyncIterator](): AsyncIterator<Item> {
    return this.#source.iterate(this)
  }
}

/** Pages of one reading by their key, with their place in it: a link to the same or an earlier place is a loop. */
type Visited = Map<string, number>

/** Reads the page that begins at `paging`; an error carries that as its cursor. */
export async function readPage<Item>(
  source: ListSource<Item>,
  paging: Paging | null,
  signal: AbortSignal | undefined,
  visited: Visited = new Map(),
  place = 0,
): Promise<ListPage<Item>> {
  try {
    const body = await source.read(paging, signal)
    visited.set(toPageKey(paging ?? {}), place)
    return new ListPage(body, source, visited, place)
  } catch (error) {
    // A caller's reason is the caller's, whatever it is.
    if (signal?.aborted || !(error instanceof SignalWireError)) throw error
    throw withContext(error, { cursor: paging && formatCursor(paging) })
  }
}

function findNext(
  links: Links,
  { origin, operationId }: ListSource<unknown>,
  visited: Visited,
  place: number,
): Paging | PaginationError | null {
  try {
    const next = parseNext(links, origin)
    if (next === null || !((visited.get(toPageKey(next)) ?? place + 1) <= place)) return next
    throw new PaginationError('loop', 'links.next leads back to a page that was read before')
  } catch (error) {
    return withContext(error as PaginationError, { operationId }) // nothing else is thrown here
  }
}
