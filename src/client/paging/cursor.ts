import { parseUrl } from '../../text/url.js'
import type { PaginationReason } from '../errors/pagination-error.js'
import type { Redactor } from '../redact.js'

/** Where a page begins: the paging parameters of a link, as a query string. Contains no host and no credential. */
export type Cursor = string

/** Matches a query (RFC 3986, 3.4) of paging parameters only, with at least one that leads beyond the first page. */
const pattern = /^(?=.*page_[nt])(page_(number=[1-9]\d*|size=\d+|token=[!$-%'-;=?-~]+)(&|$))+$/

/** Matches the paging parameters of the first page. */
const firstPage = /^(page_(number=0|size=\d+)(&|$))+$/

/** Whether a text is a cursor. */
export function isCursor(text: unknown): text is Cursor {
  return typeof text === 'string' && pattern.test(text)
}

/**
 * Returns a query with the paging parameters of a cursor in place of its own. They are copied as text, because decoding and
 * encoding might change them.
 */
export function toPageQuery(query: string, cursor: Cursor): string {
  const own = query.split('&').filter((one) => !`&${cursor}`.includes(`&${one.slice(0, one.indexOf('=') + 1)}`))
  return [...own, cursor].join('&')
}

/** Why a link cannot be followed. */
export interface BadLink {
  readonly reason: PaginationReason
  readonly message: string
}

const malformed: BadLink = { reason: 'malformed', message: 'links.next is malformed' }
const otherOrigin: BadLink = { reason: 'other-origin', message: 'links.next leads to another origin' }
const loop: BadLink = { reason: 'loop', message: 'links.next leads in a loop' }

/**
 * Returns the cursor of `links.next`, null if the response has no such link (the last page), or why the link cannot be followed:
 * it leads to another origin or to a page visited before, contains a secret, or has no usable paging parameters.
 *
 * The link may be absolute or relative. Only its paging parameters are used, never its path or host. A link in which `redact`
 * finds a secret counts as malformed, because cursors are shown and stored.
 */
export function findNext(
  links: unknown,
  origin: string,
  isVisited: (cursor: Cursor) => boolean,
  redact: Redactor['redact'],
): Cursor | null | BadLink {
  const given = links ?? {}
  if (typeof given !== 'object' || Array.isArray(given)) return malformed
  const { next } = given as { next?: unknown } // any JSON object
  if (next === undefined || next === null) return null
  const url = typeof next === 'string' ? parseUrl(next, origin) : undefined
  if (!url) return malformed
  // The parsed URL is searched: parsing leaves out line breaks. The origin is not, because it may be a word that is also the
  // token.
  const rest = url.href.replace(origin, '')
  if (redact(rest) !== rest) return malformed
  if (url.origin !== origin) return otherOrigin
  const paging = url.search
    .slice(1)
    .split('&')
    .filter((one) => /^page_(number|size|token)=/.test(one))
  const cursor = paging.join('&')
  if (!isCursor(cursor)) return firstPage.test(cursor) ? loop : malformed
  return isVisited(cursor) ? loop : cursor
}
