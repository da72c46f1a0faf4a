import { PaginationError } from './errors/pagination-error.js'

/** Where a page begins: all that is ever taken from a link. */
export interface Paging {
  page_number?: number
  page_size?: number
  page_token?: string
}

/** A cursor: number, size and token of a page as one word, `1.50.PA…`. No host, no credential. */
export function formatCursor({ page_number, page_size, page_token }: Paging): string {
  return [page_number, page_size, page_token].join('.')
}

/** Reads what `formatCursor` wrote; `undefined` for any other text. */
export function parseCursor(cursor: string): Paging | undefined {
  const [number, size, ...token] = cursor.split('.')
  return toPaging(number, size, token.join('.'))
}

/**
 * The paging parameters of `links.next`; null when there is none, which is the last page.
 *
 * The link may be absolute or relative. Neither its path nor its host is ever asked.
 *
 * @throws {PaginationError} for a link to another origin, or without usable paging parameters.
 */
export function parseNext(links: unknown, origin: string): Paging | null {
  const { next } = Object(links) as { next?: unknown } // any JSON value, as an object
  if (next === undefined || next === null) return null
  const url = typeof next === 'string' && URL.canParse(next, origin) ? new URL(next, origin) : undefined
  if (url && url.origin !== origin) {
    throw new PaginationError('other-origin', `links.next leads to ${url.host || url.protocol}, expected ${origin}`)
  }
  const values = ['page_number', 'page_size', 'page_token'].map((name) => url?.searchParams.getAll(name) ?? [])
  const [number = '', size = '', token = ''] = values.flatMap(([value = '', repeated]) =>
    repeated === undefined ? value : 'x',
  )
  const paging = toPaging(number, size, token)
  if (paging === undefined) throw new PaginationError('malformed', 'links.next has no usable paging parameters')
  return paging
}

/** Identity of a page within one list: its size does not make it another. */
export function toPageKey({ page_number = 0, page_token = '' }: Paging): string {
  return `${page_number}.${page_token}`
}

/** Paging parameters from their texts, empty when absent; `undefined` when they lead to no page. */
function toPaging(number: string | undefined, size: string | undefined, token: string): Paging | undefined {
  const isReadable = [number, size].every((digits) => digits !== undefined && /^\d{0,9}$/.test(digits))
  if (!isReadable || !(number || token)) return undefined
  return {
    ...(number && { page_number: Number(number) }),
    ...(size && { page_size: Number(size) }),
    ...(token && { page_token: token }),
  }
}
