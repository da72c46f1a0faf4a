import { PaginationError } from './errors/pagination-error.js'

/** Where a page begins: all that is ever taken from a link. */
export interface Paging {
  page_number?: number
  page_size?: number
  page_token?: string
}

/**
 * The paging parameters of `links.next`; null when there is none, which is the last page.
 *
 * The link may be absolute or relative. Only its paging parameters are used: neither its path nor its host is ever asked.
 *
 * @throws {PaginationError} for a link to another origin, or without usable paging parameters.
 */
export function parseNext(links: unknown, origin: string): Paging | null {
  if (links === undefined || links === null) return null
  const next: unknown = (links as { next?: unknown }).next // any JSON value but null
  if (next === undefined || next === null) return null
  if (typeof next !== 'string' || next === '' || !URL.canParse(next, origin)) {
    throw new PaginationError('malformed', 'links.next is no link')
  }
  const url = new URL(next, origin)
  if (url.origin !== origin) {
    throw new PaginationError(
      'other-origin',
      `links.next leads to ${url.host || url.protocol}, not to ${new URL(origin).host}`,
    )
  }
  const paging = toPaging(url.searchParams)
  if (paging === undefined) throw new PaginationError('malformed', 'links.next has no usable paging parameters')
  return paging
}

/** A cursor: paging parameters as one word, without host or credential. */
export function formatCursor(paging: Paging): string {
  const entries = Object.entries(paging).map(([name, value]) => [name, String(value)])
  return btoa(new URLSearchParams(entries).toString()).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Reads what `formatCursor` wrote; `undefined` for any other text. */
export function parseCursor(cursor: string): Paging | undefined {
  try {
    return toPaging(new URLSearchParams(atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))))
  } catch {
    return undefined
  }
}

/** Identity of a page within one list; the first page has the same as its bare list. */
export function pageKey({ page_number = 0, page_token = '' }: Paging): string {
  return `${page_number} ${page_token}`
}

/** The paging parameters of a query; `undefined` when they are none, repeated or out of range. */
function toPaging(query: URLSearchParams): Paging | undefined {
  const paging: Paging = {}
  for (const name of ['page_number', 'page_size', 'page_token'] as const) {
    const [value, repeated] = query.getAll(name)
    if (value === undefined) continue
    if (repeated !== undefined || value === '') return undefined
    if (name === 'page_token') paging.page_token = value
    else if (/^\d{1,9}$/.test(value)) paging[name] = Number(value)
    else return undefined
  }
  return paging.page_number === undefined && paging.page_token === undefined ? undefined : paging
}
