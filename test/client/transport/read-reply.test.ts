import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { gatherPieces, gatherText, toReplyHeaders } from '../../../src/client/transport/read-reply.js'

test('hands on few pieces, however many come', () => {
  const taken: Buffer[] = []
  const { add, flush } = gatherPieces((piece) => taken.push(piece))
  for (let count = 0; count < 100_000; count++) add(Buffer.of(count % 256))
  flush()
  expect(taken.length).toBeLessThan(10)
  expect(Buffer.concat(taken)).toEqual(Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 256)))
})

test('hands on a large piece as it is', () => {
  const taken: Buffer[] = []
  const { add } = gatherPieces((piece) => taken.push(piece))
  const piece = Buffer.alloc(65_536)
  add(piece)
  expect(taken[0]).toBe(piece)
})

test.each([1, 7, 16_385, 5_000_000])('reads text of any length from pieces of %i bytes', (size) => {
  const text = `\uFEFF${'aé€😀'.repeat(size < 100 ? 5_000 : 600_000)}`
  const bytes = Buffer.from(text)
  const { add, read } = gatherText()
  for (let start = 0; start < bytes.length; start += size) add(bytes.subarray(start, start + size))
  expect(read()).toBe(text.slice(1))
})

test('finds a header however the server writes its name, and none that only begins like it', () => {
  const message = new IncomingMessage(new Socket())
  message.rawHeaders = ['Retry-After', '3', 'X-Request-ID', 'a', 'date2', 'x', 'y', 'Date']
  message.headers = { 'retry-after': '3', 'x-request-id': 'a', date2: 'x', y: 'Date' }
  const headers = toReplyHeaders(message)
  expect(['retry-after', 'x-request-id', 'date', 'retry'].map((name) => headers.get(name))).toEqual([
    ...['3', 'a'],
    ...[null, null],
  ])
  expect([...headers][1]).toEqual(['X-Request-ID', 'a'])
})
