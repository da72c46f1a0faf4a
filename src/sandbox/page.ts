import type { Links } from '../generated/types.js'
import { toTextIdentifier } from './made-up/identifier.js'
import { type Mistake, unprocessable } from './refusal.js'

/** An array, or a list that creates its items when they are requested. */
export interface Sliceable<Item> {
  readonly length: number
  slice(start: number, end: number): Item[]
}

/** Returns a list that creates its items when a page with them is requested. */
export function toLazyList<Item>(length: number, toItem: (at: number) => Item): Sliceable<Item> {
  return {
    length,
    slice: (start, end) => {
      const count = Math.max(0, Math.min(end, length) - start)
      return Array.from({ length: count }, (_, at) => toItem(start + at))
    },
  }
}

/** A request for a page. `query` is the whole query of the request, with the defaults filled in. */
export interface PageRequest {
  readonly address: string
  readonly query: { readonly page_number: number; readonly page_size: number; readonly page_token?: string }
}

/** The body of a page, as the service sends it. */
export interface PageBody<Item> {
  links: Links
  data: Item[]
}

/**
 * Returns a page of a list, or what is wrong with the page token.
 *
 * Like the service: links are absolute, keep the filters, and their parameters are sorted. `next` and `prev` have a token that
 * begins with `PA` or `PB`. The last page has no `next`, the first no `prev`. A page after the first needs its token, so random
 * access is not possible.
 *
 * The sandbox's own choice: a token is valid for one page of one query and page size, and never expires. `self` of a page after
 * the first has the token of the request, so that it links to the same page.
 */
export function paginate<Item>(items: Sliceable<Item>, request: PageRequest, seed: number): PageBody<Item> | Mistake {
  const mistake = findTokenMistake(request, seed)
  if (mistake) return mistake
  const { page_number, page_size } = request.query
  const start = page_number * page_size
  const data = items.slice(start, start + page_size)
  return { links: toLinks(request, start + page_size < items.length, seed), data }
}

/** Returns the reply with a page of a list, or a 422 that says what is wrong with the page token. */
export function replyWithPage<Item>(items: Sliceable<Item>, request: PageRequest, seed: number) {
  const page = paginate(items, request, seed)
  return 'code' in page ? unprocessable([page]) : ({ status: 200, body: page } as const)
}

function findTokenMistake(request: PageRequest, seed: number): Mistake | undefined {
  const { page_number, page_token } = request.query
  if (page_token === undefined) {
    if (page_number === 0) return undefined
    const message = 'is required when page_number is greater than 0'
    return { attribute: 'page_token', code: 'page_token_required', message }
  }
  const tokens = [toToken('PA', request, page_number, seed), toToken('PB', request, page_number, seed)]
  if (tokens.includes(page_token)) return undefined
  return { attribute: 'page_token', code: 'page_token_is_invalid', message: 'is invalid' }
}

function toLinks(request: PageRequest, hasNext: boolean, seed: number): Links {
  const { page_number, page_size, page_token } = request.query
  const link = (changes: Readonly<Record<string, string | number | undefined>>) => toLink(request, changes)
  const neighbour = (prefix: 'PA' | 'PB', number: number) =>
    link({ page_number: number, page_size, page_token: toToken(prefix, request, number, seed) })
  return {
    self: link({ page_number, page_size, page_token }),
    first: link({ page_size, page_number: undefined, page_token: undefined }),
    ...(hasNext && { next: neighbour('PA', page_number + 1) }),
    ...(page_number > 0 && { prev: neighbour('PB', page_number - 1) }),
  }
}

/** Returns a token for a page. It depends on everything that decides which items the page has, but does not reveal it. */
function toToken(prefix: 'PA' | 'PB', request: PageRequest, page_number: number, seed: number): string {
  const page = toLink(request, { page_number, page_token: undefined })
  const { pathname, search } = new URL(page)
  return prefix + toTextIdentifier(`${prefix}${pathname}${search}`, seed)
}

function toLink(
  { address, query }: PageRequest,
  changes: Readonly<Record<string, string | number | undefined>>,
): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...query, ...changes })) {
    if (value !== undefined) search.append(name, String(value))
  }
  search.sort()
  return `${address}?${search}`
}
