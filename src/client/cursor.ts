import { parseUrl } from '../text/url.js'
import { PaginationError } from './errors/pagination-error.js'
import { isPlainUrl } from './plain-url.js'
import type { Redactor } from './redact.js'

/** Where a page begins: the paging parameters of a link, as a query. No host, no credential. */
export type Cursor = string

/** Paging parameters alone, as a query is written (RFC 3986, 3.4), and enough of them to lead beyond the first page. */
const pattern = /^(?=.*page_[nt])(page_(number=[1-9]\d*|size=\d+|token=[!$-%'-;=?-~]+)(&|$))+$/

/** What leads back to the first page. */
const firstPage = /^(page_(number=0|size=\d+)(&|$))+$/

/** Whether a text is a cursor. */
export function isCursor(text: unknown): text is Cursor {
  return typeof text === 'string' && pattern.test(text)
}

/** A query whose paging parameters are those of a cursor, as the cursor has them: taken apart and encoded anew they might change. */
export function toPageQuery(query: string, cursor: Cursor): string {
  const own = query.split('&').filter((one) => !`&${cursor}`.includes(`&${one.slice(0, one.indexOf('=') + 1)}`))
  return [...own, cursor].join('&')
}

/**
 * The cursor of `links.next`; null when there is none, or no links at all, which is the last page.
 *
 * The link may be absolute or relative. Neither its path nor its host is ever asked. A link in which `redact` finds a secret is not
 * followed, since cursors are shown and kept.
 *
 * @throws {PaginationError} for a link to another origin, to a page visited before, with a secret, or without usable paging parameters.
 */
export function findNext(
  links: unknown,
  origin: string,
  isVisited: (cursor: Cursor) => boolean,
  redact: Redactor['redact'],
): Cursor | null {
  const given = links ?? {}
  const { next } = Object(given) as { next?: unknown } // any JSON value, as an object
  const isObject = typeof given === 'object' && !Array.isArray(given)
  if (isObject && (next === undefined || next === null)) return null
  const cursor = findQuery(next, origin, redact)
    ?.split('&')
    .filter((one) => /^page_(number|size|token)=/.test(one))
    .join('&')
  if (isCursor(cursor) && !isVisited(cursor)) return cursor
  throw isCursor(cursor) || firstPage.test(cursor ?? '')
    ? new PaginationError('loop', 'links.next leads in a loop')
    : new PaginationError('malformed', 'links.next is malformed')
}

/** The query of a link; undefined when it is no URL, or holds a secret. @throws {PaginationError} for a link to another origin. */
function findQuery(link: unknown, origin: string, redact: Redactor['redact']): string | undefined {
  if (typeof link !== 'string') return undefined
  const isOwn = link.startsWith(`${origin}/`) && isPlainUrl(link)
  // What is parsed is searched: the text may hold line breaks, which parsing leaves out.
  const url = isOwn ? { href: link, origin, search: /\?.*/.exec(link)?.[0] ?? '' } : parseUrl(link, origin)
  const rest = url?.href.replace(origin, '')
  if (!url || rest === undefined || redact(rest) !== rest) return undefined
  // The origin is not named, since it can be anything.
  if (url.origin !== origin) throw new PaginationError('other-origin', 'links.next leads to another origin')
  return url.search.slice(1)
}
