import { expect, test } from 'vitest'
import { findRetryAfter, parseRetryAfter } from '../../../src/client/transport/retry-after.js'

const now = Date.UTC(2026, 7, 1, 12)

test.each([
  ['0', 0],
  ['120', 120_000],
  ['259200', 259_200_000],
  ['Sat, 01 Aug 2026 12:00:30 GMT', 30_000],
  ['Saturday, 01-Aug-26 12:00:30 GMT', 30_000],
  ['Sat Aug  1 12:00:30 2026', 30_000],
  ['Sat, 01 Aug 2026 11:00:00 GMT', 0],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
])('reads %j', (value, delayMs) => {
  expect(parseRetryAfter(value, now)).toBe(delayMs)
})

test.each([
  '',
  '-1',
  '1e3',
  'soon',
  '2026-08-01T12:00:30Z',
  'Sat, 99 Aug 2026 12:00:30 GMT',
  'Sat Aug 99 12:00:30 2026',
  'Sat, 01 Aug 2026 12:00:30',
  'Sat, 01 Aug 12:00:30 GMT',
  'Sat, 01 08 2026 12:00:30 GMT',
  'Sat, 2026-08-01 12:00:30 GMT',
  'Sat, 01 Aug 2026 12:00:30 +0200',
])('falls back for %j', (value) => {
  expect(parseRetryAfter(value, now)).toBeUndefined()
})

test('reads a number of any length as one that JSON can write', () => {
  const delayMs = parseRetryAfter('9'.repeat(400), now)
  expect(delayMs).toBe(Number.MAX_SAFE_INTEGER)
  expect(JSON.parse(JSON.stringify(delayMs))).toBe(delayMs)
})

test('reads every date as one in GMT, whatever the time zone of the process is', () => {
  const { TZ } = process.env
  process.env.TZ = 'America/New_York'
  try {
    expect(parseRetryAfter('Sat Aug  1 12:00:30 2026', now)).toBe(30_000)
    expect(parseRetryAfter('Sat, 01 Aug 2026 12:00:30 GMT', now)).toBe(30_000)
  } finally {
    if (TZ === undefined) delete process.env.TZ
    else process.env.TZ = TZ
  }
})

test('goes by the clock of the response when it tells one', () => {
  const headers = new Headers({ date: 'Fri, 31 Dec 1999 23:59:50 GMT', 'retry-after': 'Sat, 01 Jan 2000 00:00:00 GMT' })
  expect(findRetryAfter({ status: 503, headers }, now)).toBe(10_000)
})

test('sees no white space around a value, though a fetch may leave it', () => {
  const get = (name: string) => (name === 'retry-after' ? '7 ' : null)
  expect(findRetryAfter({ status: 503, headers: { get } }, now)).toBe(7_000)
})

test('goes by the clock given when the response tells none that can be read', () => {
  const headers = new Headers({ date: 'today', 'retry-after': 'Sat, 01 Aug 2026 12:00:10 GMT' })
  expect(findRetryAfter({ status: 503, headers }, now)).toBe(10_000)
  expect(findRetryAfter({ status: 429, headers: new Headers() }, now)).toBeUndefined()
})

test.each<[number, Record<string, string>, number | undefined]>([
  [503, { 'retry-after': '1.5' }, 2_000],
  [503, { 'retry-after': '0.2' }, 1_000],
  [503, { 'retry-after': '1.25' }, 2_000],
  [503, { 'retry-after-ms': '700', 'retry-after': '5' }, 700],
  [503, { 'retry-after-ms': '0.5' }, 1],
  [503, { 'retry-after-ms': 'x', 'retry-after': '5' }, 5_000],
  [429, { 'ratelimit-reset': '12' }, 12_000],
  [429, { 'ratelimit-reset': '12', 'x-ratelimit-reset': '99' }, 12_000],
  [429, { 'x-ratelimit-reset': String(now / 1000 + 9) }, 9_000],
  [429, { 'x-ratelimit-reset': String(now + 9) }, 9],
  [429, { 'x-ratelimit-reset': String(now / 1000 - 9) }, 0],
  // From these numbers on it is a time of day, in seconds and in milliseconds: both in 2001.
  [429, { 'x-ratelimit-reset': '1000000000' }, 0],
  [429, { 'x-ratelimit-reset': '1000000000000' }, 0],
  // This clock is an hour late.
  [429, { date: 'Sat, 01 Aug 2026 13:00:00 GMT', 'x-ratelimit-reset': String(now / 1000 + 3_609) }, 9_000],
  [429, { 'retry-after': '3', 'ratelimit-reset': '12' }, 3_000],
  [429, { 'ratelimit-reset': 'soon' }, undefined],
  [503, { 'ratelimit-reset': '12' }, undefined],
])('reads of a %i with %j a delay of %j ms', (status, headers, delayMs) => {
  expect(findRetryAfter({ status, headers: new Headers(headers) }, now)).toBe(delayMs)
})
