import { describe, expect, test } from 'vitest'
import { findNext, isCursor, toPageQuery } from '../../../src/client/paging/cursor.js'

const origin = 'https://example.signalwire.com'
const find = (next: unknown, redact = (text: string) => text, visited: readonly string[] = []) =>
  findNext({ next }, origin, (cursor) => visited.includes(cursor), redact)

test('takes a link with a secret for malformed', () => {
  const link = `${origin}/ab?page_number=1&page_token=secret`
  const redact = (text: string) => text.replace('secret', '[redacted]')
  expect(find(link, redact)).toMatchObject({ reason: 'malformed' })
  expect(find(`${origin}/secret?page_number=1`, redact)).toMatchObject({ reason: 'malformed' })
  expect(find(link)).toBe('page_number=1&page_token=secret')
})

test('an origin that is like a secret is none', () => {
  const redact = (text: string) => text.replace('example', '[redacted]')
  expect(find(`${origin}/a?page_number=1`, redact)).toBe('page_number=1')
})

describe('the cursor of a link', () => {
  test.each([
    ['?page_number=1&page_token=a', 'page_number=1&page_token=a'],
    [`${origin}/a/b?page_size=5&page_number=2`, 'page_size=5&page_number=2'],
    [`https://EXAMPLE.signalwire.com:443/?page_token=a%2Fb`, 'page_token=a%2Fb'],
    ['/a?room_name=b&page_number=3&xpage_number=4&page_numbers=5#c', 'page_number=3'],
    ['?page_token=x', 'page_token=x'],
    ['?page_number=1&page_size=0', 'page_number=1&page_size=0'],
    ['?page_number=1\n0', 'page_number=10'],
  ])('%s has only its paging parameters', (link, expected) => {
    expect(find(link)).toBe(expected)
  })

  test.each([undefined, null])('is null if there is none: %s', (next) => {
    expect(find(next)).toBeNull()
    expect(findNext(next === undefined ? undefined : null, origin, () => false, String)).toBeNull()
  })

  test.each<[unknown, string]>([
    [5, 'links.next is malformed'],
    [['?page_number=2'], 'links.next is malformed'],
    ['', 'links.next is malformed'],
    ['http://', 'links.next is malformed'],
    ['?room_name=a', 'links.next is malformed'],
    ['?page_number=x', 'links.next is malformed'],
    ['?page_number=01', 'links.next is malformed'],
    ['?page_number=-1', 'links.next is malformed'],
    ['?page_token=', 'links.next is malformed'],
    ['http://example.signalwire.com?page_number=1', 'links.next leads to another origin'],
    ['https://example.signalwire.com:8443?page_number=1', 'links.next leads to another origin'],
    ['//other.example?page_number=1', 'links.next leads to another origin'],
    ['?page_number=0', 'links.next leads in a loop'],
    ['?page_size=5', 'links.next leads in a loop'],
    ['?page_size=5&page_number=0', 'links.next leads in a loop'],
    ['?page_number=7', 'links.next leads in a loop'],
  ])('%j cannot be followed: %s', (next, message) => {
    expect(find(next, undefined, ['page_number=7'])).toMatchObject({ message })
  })

  test.each([[[]], ['next'], [5]])('links that are %j are malformed', (links) => {
    expect(findNext(links, origin, () => false, String)).toMatchObject({ reason: 'malformed' })
  })
})

test.each<[unknown, boolean]>([
  ['page_number=1', true],
  ['page_token=a', true],
  ['page_size=5&page_number=10&page_token=PA-1', true],
  ['page_number=1&', true],
  ['page_number=0', false],
  ['page_size=5', false],
  ['page_number=1&room_name=a', false],
  ['room_name=a&page_number=1', false],
  ['page_number=1#a', false],
  ['page_token=a b', false],
  ['page_token=a&b', false],
  ['page_token=a<b', false],
  ['', false],
  [null, false],
  [['page_number=1'], false],
])('%j is a cursor: %s', (text, expected) => {
  expect(isCursor(text)).toBe(expected)
})

test.each([
  ['', 'page_number=1', 'page_number=1'],
  ['a=b', 'page_number=1', 'a=b&page_number=1'],
  ['page_size=5&a=b&page_number=3', 'page_number=1&page_token=c', 'page_size=5&a=b&page_number=1&page_token=c'],
  ['page_size=5&a=b', 'page_size=7&page_number=1', 'a=b&page_size=7&page_number=1'],
  ['a=b&a=c', 'page_number=1', 'a=b&a=c&page_number=1'],
  ['token=a&number=1', 'page_token=c&page_number=1', 'token=a&number=1&page_token=c&page_number=1'],
])('the query %j with the cursor %s is %s', (query, cursor, expected) => {
  expect(toPageQuery(query, cursor)).toBe(expected)
})
