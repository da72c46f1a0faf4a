import { expect, test } from 'vitest'
import { createSkippedCounter } from '../../../../src/contract/report/traffic/skipped.js'
import { createServerSuggester, mergeSuggestions } from '../../../../src/contract/report/traffic/suggest-server.js'

test('skipped hosts are counted by reason, the most frequent first, then by name and reason', () => {
  const counter = createSkippedCounter()
  counter.add('b.example', 'preflight')
  counter.add('b.example', 'other-host')
  counter.add('a.example', 'preflight')
  counter.add('c.example', 'other-scheme', 5)
  counter.add('a.example', 'preflight', 0)
  const expected = [
    { host: 'c.example', reason: 'other-scheme', count: 5 },
    { host: 'a.example', reason: 'preflight', count: 1 },
    { host: 'b.example', reason: 'other-host', count: 1 },
    { host: 'b.example', reason: 'preflight', count: 1 },
  ]

  expect(counter.list()).toEqual(expected)
  // A list is not changed by what is counted later, and another counter continues from it.
  const before = counter.list()
  counter.add('a.example', 'preflight')
  expect(before).toEqual(expected)
  const next = createSkippedCounter(before)
  next.add('b.example', 'preflight', 9)
  expect(next.list()[0]).toEqual({ host: 'b.example', reason: 'preflight', count: 10 })
})

test('of more than a hundred hosts, those with the smallest names are listed, and the others together', () => {
  const hosts = Array.from({ length: 103 }, (_, index) => `x${String(index).padStart(3, '0')}.example`)
  const countAll = (names: readonly string[]) => {
    const counter = createSkippedCounter()
    for (const host of names) counter.add(host, 'other-host', 2)
    counter.add('other hosts', 'preflight')
    return counter.list()
  }
  const list = countAll(hosts)

  expect(list[0]).toEqual({ host: 'other hosts', reason: 'other-host', count: 6 })
  expect(list.slice(1, 101).map(({ host }) => host)).toEqual(hosts.slice(0, 100))
  expect(list.slice(101)).toEqual([{ host: 'other hosts', reason: 'preflight', count: 1 }])
  expect(countAll(hosts.toReversed())).toEqual(list)
  expect(createSkippedCounter(list).list()).toEqual(list)
})

test('a very long host is cut', () => {
  const counter = createSkippedCounter()
  counter.add(`${'x'.repeat(300)}a`, 'other-scheme')
  counter.add(`${'x'.repeat(300)}b`, 'other-scheme')

  expect(counter.list()).toEqual([{ host: `${'x'.repeat(300)}…`, reason: 'other-scheme', count: 2 }])
})

test('each base path with which a path would be documented is a server, of HTTP only and up to 200 characters', () => {
  const suggester = createServerSuggester()
  suggester.add(new URL('http://h.example:3000/api/a'), ['', '/api'])
  suggester.add(new URL('http://h.example:3000/api/b?x=1'), ['/api'])
  suggester.add(new URL('https://h.example/a'), [''])
  suggester.add(new URL('wss://h.example/a'), [''])
  suggester.add(new URL('https://h.example/b'), [`/${'x'.repeat(182)}`, `/${'y'.repeat(183)}`])
  const expected = [
    { url: 'http://h.example:3000', count: 1 },
    { url: 'http://h.example:3000/api', count: 2 },
    { url: 'https://h.example', count: 1 },
    { url: `https://h.example/${'x'.repeat(182)}`, count: 1 },
  ]

  expect(suggester.list()).toEqual(expected)
  expect(mergeSuggestions([expected, [], [{ url: 'https://h.example', count: 3 }]])).toEqual(
    expected.map((each) => (each.url === 'https://h.example' ? { ...each, count: 4 } : each)),
  )
})

test('a thousand servers are counted, and further ones are not', () => {
  const suggester = createServerSuggester()
  suggester.add(
    new URL('http://h.example/'),
    Array.from({ length: 1001 }, (_, index) => `/${index}`),
  )

  expect(suggester.list()).toHaveLength(1000)
})
