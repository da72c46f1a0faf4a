import { expect, test } from 'vitest'
import { type PageRequest, paginate } from '../../src/sandbox/page.js'

const items = ['a', 'b', 'c', 'd', 'e']
const address = 'https://pets.example/pets'
const get = (query: Partial<PageRequest['query']> & Record<string, unknown> = {}, seed = 1) =>
  paginate(items, { address, query: { page_number: 0, page_size: 2, ...query } }, seed)

/** The query that a link leads to, as the service would read it. */
function follow(link: string | undefined): PageRequest['query'] {
  const { page_number, page_size, ...rest } = Object.fromEntries(new URL(link ?? '').searchParams)
  return { ...rest, page_number: Number(page_number ?? 0), page_size: Number(page_size) }
}

function pageOf(result: ReturnType<typeof get>) {
  if ('code' in result) throw new Error(result.code)
  return result
}

test('begins with the first items, no prev, and a token for the next', () => {
  const { data, links } = pageOf(get())
  expect(data).toEqual(['a', 'b'])
  expect(links.self).toBe(`${address}?page_number=0&page_size=2`)
  expect(links.first).toBe(`${address}?page_size=2`)
  expect(links.next).toMatch(/\?page_number=1&page_size=2&page_token=PA[0-9a-f-]{36}$/)
  expect(links).not.toHaveProperty('prev')
})

test('leads over every item once, ends without next, and leads back', () => {
  const first = pageOf(get())
  const second = pageOf(get(follow(first.links.next)))
  const third = pageOf(get(follow(second.links.next)))
  expect([first, second, third].flatMap((page) => page.data)).toEqual(items)
  expect(third.links).not.toHaveProperty('next')
  expect(third.links.prev).toMatch(/page_token=PB/)
  expect(pageOf(get(follow(third.links.prev))).data).toEqual(['c', 'd'])
  expect(pageOf(get(follow(pageOf(get(follow(third.links.prev))).links.prev))).data).toEqual(['a', 'b'])
})

test('gives a self link that leads to the page it stands on', () => {
  const second = pageOf(get(follow(pageOf(get()).links.next)))
  expect(pageOf(get(follow(second.links.self)))).toEqual(second)
})

test('keeps filters in all links, with keys sorted and values encoded', () => {
  const { links } = pageOf(get({ kind: 'big & round', age: 3 }))
  expect(links.self).toBe(`${address}?age=3&kind=big+%26+round&page_number=0&page_size=2`)
  expect(links.first).toBe(`${address}?age=3&kind=big+%26+round&page_size=2`)
})

test('ends a list that fills its last page', () => {
  expect(pageOf(get({ page_size: 5 })).links).not.toHaveProperty('next')
})

test('gives an empty page of an empty list', () => {
  const page = pageOf(paginate([], { address, query: { page_number: 0, page_size: 2 } }, 1))
  expect(page.data).toEqual([])
  expect(Object.keys(page.links)).toEqual(['self', 'first'])
})

test('refuses a page above 0 without a token', () => {
  expect(get({ page_number: 1 })).toMatchObject({ attribute: 'page_token', code: 'page_token_required' })
})

test.each([
  ['another page', { page_number: 2 }],
  ['the first page', { page_number: 0 }],
  ['another page size', { page_size: 1 }],
  ['another filter', { kind: 'cat' }],
])('refuses the token of a page for %s', (_, change) => {
  const query = follow(pageOf(get()).links.next)
  expect(get({ ...query, ...change })).toMatchObject({ attribute: 'page_token', code: 'page_token_is_invalid' })
})

test('refuses the token of another sandbox', () => {
  expect(get(follow(pageOf(get({}, 1)).links.next), 2)).toMatchObject({ code: 'page_token_is_invalid' })
})

test('takes the same token under another origin, since links are made from the one asked', () => {
  const query = follow(pageOf(get()).links.next)
  const page = pageOf(paginate(items, { address: 'http://127.0.0.1:4010/pets', query }, 1))
  expect(page.data).toEqual(['c', 'd'])
})
