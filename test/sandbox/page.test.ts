import { expect, test } from 'vitest'
import { type PageRequest, paginate } from '../../src/sandbox/page.js'

const items = ['a', 'b', 'c', 'd', 'e']
const address = 'https://pets.example/pets'
const get = (query: Partial<PageRequest['query']> & Record<string, unknown> = {}, seed = 1) =>
  paginate(items, { address, query: { page_number: 0, page_size: 2, ...query } }, seed)

/** The query of a link, as the service would read it. */
function follow(link: string | undefined): PageRequest['query'] {
  const { page_number, page_size, ...rest } = Object.fromEntries(new URL(link ?? '').searchParams)
  return { ...rest, page_number: Number(page_number ?? 0), page_size: Number(page_size) }
}

function pageOf(result: ReturnType<typeof get>) {
  if ('code' in result) throw new Error(result.code)
  return result
}

test('starts with the first items, has no prev, and has a token for the next page', () => {
  const { data, links } = pageOf(get())
  expect(data).toEqual(['a', 'b'])
  expect(links.self).toBe(`${address}?page_number=0&page_size=2`)
  expect(links.first).toBe(`${address}?page_size=2`)
  expect(links.next).toMatch(/\?page_number=1&page_size=2&page_token=PA[0-9a-f-]{36}$/)
  expect(links).not.toHaveProperty('prev')
})

test('leads to every item once by next, then back to the first by prev', () => {
  const first = pageOf(get())
  const second = pageOf(get(follow(first.links.next)))
  const third = pageOf(get(follow(second.links.next)))
  expect([first, second, third].flatMap((page) => page.data)).toEqual(items)
  expect(third.links).not.toHaveProperty('next')
  expect(third.links.prev).toMatch(/page_token=PB/)
  expect(pageOf(get(follow(third.links.prev))).data).toEqual(['c', 'd'])
  expect(pageOf(get(follow(pageOf(get(follow(third.links.prev))).links.prev))).data).toEqual(['a', 'b'])
})

test('has a self link to the same page', () => {
  const second = pageOf(get(follow(pageOf(get()).links.next)))
  expect(pageOf(get(follow(second.links.self)))).toEqual(second)
})

test('keeps filters in all links, with names sorted and values encoded', () => {
  const { links } = pageOf(get({ kind: 'big & round', age: 3 }))
  expect(links.self).toBe(`${address}?age=3&kind=big+%26+round&page_number=0&page_size=2`)
  expect(links.first).toBe(`${address}?age=3&kind=big+%26+round&page_size=2`)
})

test('has no next on a last page that is full', () => {
  expect(pageOf(get({ page_size: 5 })).links).not.toHaveProperty('next')
})

test('has no items on the page of an empty list', () => {
  const page = pageOf(paginate([], { address, query: { page_number: 0, page_size: 2 } }, 1))
  expect(page.data).toEqual([])
  expect(Object.keys(page.links)).toEqual(['self', 'first'])
})

test('does not accept a page above 0 without a token', () => {
  expect(get({ page_number: 1 })).toMatchObject({ attribute: 'page_token', code: 'page_token_required' })
})

test.each([
  ['another page', { page_number: 2 }],
  ['the first page', { page_number: 0 }],
  ['another page size', { page_size: 1 }],
  ['another filter', { kind: 'cat' }],
])('does not accept the token of a page for %s', (_, change) => {
  const query = follow(pageOf(get()).links.next)
  expect(get({ ...query, ...change })).toMatchObject({ attribute: 'page_token', code: 'page_token_is_invalid' })
})

test('does not accept the token of a sandbox with another seed', () => {
  expect(get(follow(pageOf(get({}, 1)).links.next), 2)).toMatchObject({ code: 'page_token_is_invalid' })
})

test('accepts the same token at another origin, and links to that origin', () => {
  const query = follow(pageOf(get()).links.next)
  const page = pageOf(paginate(items, { address: 'http://127.0.0.1:4010/pets', query }, 1))
  expect(page.data).toEqual(['c', 'd'])
})
