import { PaginationError } from './errors/pagination-error.js'
import { parseUrl } from './parse-url.js'

/** Where a page begins: the paging parameters of a link, as a query. No host, no credential. */
export type Cursor = string

/** Paging parameters alone, and enough of them to lead beyond the first page. */
const pattern = /^(?=.*page_[nt])(page_(number=[1-9]\d*|size=\d+|token=[^&]+)(&|$))+$/

/** Whether a text is a cursor. */
export function isCursor(text: unknown): text is Cursor {
  return typeof text === 'string' && pattern.test(text)
}

/** The query parameters of a cursor. */
export function parseCursor(cursor: Cursor): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(cursor))
}

/**
 * The cursor of `links.next`; null when there is none, which is the last page.
 *
 * The link may be absolute or relative. Neither its path nor its host is ever asked.
 *
 * @throws {PaginationError} for a link to another origin, to a page visited before, or without usable paging parameters.
 */
export function findNext(links: unknown, origin: string, isVisited: (cursor: Cursor) => boolean): Cursor | null {
  const { next } = Object(links) as { next?: unknown } // any JSON value, as an object
  if (next === undefined || next === null) return null
  const url = parseUrl(next, origin)
  // Whose it is, is not said: it may be anything, a credential given back included.
  if (url && url.origin !== origin) throw new PaginationError('other-origin', 'links.next leads to another origin')
  // As the link has it: taken apart and encoded anew, a query costs more than all else here.
  const parameters = url?.search
    .slice(1)
    .split('&')
    .filter((one) => /^page_(number|size|token)=/.test(one))
  const cursor = parameters?.join('&')
  if (!isCursor(cursor)) throw new PaginationError('malformed', 'links.next is malformed')
  if (isVisited(cursor)) throw new PaginationError('loop', 'links.next leads in a loop')
  return cursor
}
