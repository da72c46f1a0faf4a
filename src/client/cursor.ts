import { PaginationError } from './errors/pagination-error.js'
import { parseUrl } from './parse-url.js'

/** Where a page begins: all that is ever taken from a link. */
export interface Paging {
  page_number?: number
  page_size?: number
  page_token?: string
}

/**
 * Where a page begins, as one word: number, size and token, each of which may be empty: `1.50.PA…`.
 * No host, no credential.
 */
export type Cursor = string

/** The paging parameters of a cursor; `undefined` for any other text, and for one that begins a list. */
export function parseCursor(cursor: Cursor): Paging | undefined {
  const [, number, size, token] = /^(|[1-9]\d{0,8})\.(\d{0,9})\.(.*)$/s.exec(cursor) ?? []
  if (!number && !token) return undefined
  return {
    ...(number && { page_number: Number(number) }),
    ...(size && { page_size: Number(size) }),
    ...(token && { page_token: token }),
  }
}

/**
 * The cursor of `links.next`; null when there is none, which is the last page.
 *
 * The link may be absolute or relative. Neither its path nor its host is ever asked.
 *
 * @throws {PaginationError} for a link to another origin, or without usable paging parameters.
 */
export function findNext(links: unknown, origin: string): Cursor | null {
  const { next } = Object(links) as { next?: unknown } // any JSON value, as an object
  if (next === undefined || next === null) return null
  const url = parseUrl(next, origin)
  if (url && url.origin !== origin) {
    // Whose it is, is not said: it may be anything, a credential given back included.
    throw new PaginationError('other-origin', 'links.next leads to another origin')
  }
  const values = ['page_number', 'page_size', 'page_token'].map((name) => url?.searchParams.getAll(name))
  const cursor = values.join('.')
  // What was given twice has a comma in it, and a number with a dot in it moves the token.
  const paging = parseCursor(cursor)
  if (paging && paging.page_token === values[2]?.[0]) return cursor
  throw new PaginationError(
    'malformed',
    'links.next is malformed: expected paging parameters of a page after the first',
  )
}
