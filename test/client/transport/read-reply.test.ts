import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { PassThrough } from 'node:stream'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { gatherPieces, gatherText, readReply, toReplyHeaders } from '../../../src/client/transport/read-reply.js'
import type { Reply } from '../../../src/client/transport/send.js'

/** Reads a response that the test writes. */
function read(status: number, headers: Record<string, string> = {}, maxResponseBytes = 10_000_000) {
  const response = new PassThrough()
  const message = Object.assign(response, { statusCode: status, headers, rawHeaders: Object.entries(headers).flat() })
  let cancel: (() => Reply | undefined) | undefined
  const reply = new Promise<Reply>((resolve, reject) => {
    // The part of a message that is used.
    cancel = readReply(message as unknown as IncomingMessage, maxResponseBytes, resolve, reject)
  })
  return { response, reply, cancel: () => cancel?.() }
}

/** Lets everything run that has arrived. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

/** Bytes that cannot be compressed much. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length)
  for (let at = 0, state = 1; at < length; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    bytes[at] = 32 + ((state >>> 16) % 64)
  }
  return bytes
}

const gzip = { 'content-encoding': 'gzip' }

/** Writes a body in gzip but for its end. What is written first has been decoded, because no stream holds all pieces. */
async function beginGzip(response: PassThrough, text: string): Promise<void> {
  const encoded = gzipSync(Buffer.concat([Buffer.from(text), noise(200_000)]))
  for (let at = 0; at + 20_000 < encoded.length; at += 20_000)
    await new Promise((resolve) => response.write(encoded.subarray(at, at + 20_000), resolve))
}

describe('a body is read to its end', () => {
  const long = noise(400_000)
  const wide = Buffer.alloc(5_000_000, 'a')

  test.each<[string, Record<string, string>, Buffer, Buffer]>([
    ['plain', {}, Buffer.from('{"a":"é"}'), Buffer.from('{"a":"é"}')],
    ['without a byte', {}, Buffer.alloc(0), Buffer.alloc(0)],
    ['encoded', gzip, gzipSync('{"a":"é"}'), Buffer.from('{"a":"é"}')],
    ['encoded twice', { 'Content-Encoding': 'gzip, br' }, brotliCompressSync(gzipSync('{}')), Buffer.from('{}')],
    ['encoded, though nothing is in it', gzip, gzipSync(''), Buffer.alloc(0)],
    ['encoded, and long', gzip, gzipSync(long), long],
    ['encoded, and long only when decoded', { 'content-encoding': 'deflate' }, deflateSync(wide), wide],
  ])('%s', async (_, headers, sent, expected) => {
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    for (const size of [1 + (sent.length >> 3), sent.length + 1]) {
      const { response, reply } = read(200, lower)
      for (let at = 0; at < sent.length; at += size) response.write(sent.subarray(at, at + size))
      response.end()
      const { status, text } = await reply
      expect(status).toBe(200)
      expect(Buffer.from(text).equals(expected)).toBe(true)
    }
  })
})

describe('the body of a 200', () => {
  const pieces: Record<string, Buffer> = {
    plain: Buffer.from('x'.repeat(1001)),
    encoded: gzipSync('x'.repeat(1001)),
    long: gzipSync(noise(400_000)),
  }

  test.each([
    ['plain', {}, 1000, 1001],
    ['encoded', gzip, 1000, 1001],
    ['long', gzip, 399_999, 400_000],
  ])('has a limit, which counts decoded bytes: %s', async (name, headers, below, length) => {
    const refused = read(200, headers, below)
    refused.response.end(pieces[name])
    await expect(refused.reply).rejects.toMatchObject({
      reason: 'too-large',
      message: `the body is too large: expected at most ${below} bytes, see maxResponseBytes`,
    })
    expect(refused.response.destroyed).toBe(true)
    const { response, reply } = read(200, headers, length)
    response.end(pieces[name])
    expect((await reply).text.length).toBe(length)
  })

  test.each<[string, Record<string, string>, Buffer, string, string]>([
    ['is cut off', {}, Buffer.from('{"a'), 'truncated', 'the body was cut off'],
    ['is cut off in its coding', gzip, gzipSync('{"a":1}').subarray(0, 12), 'truncated', 'the body was cut off'],
    ['is damaged', gzip, Buffer.from('no gzip'), 'undecodable', 'the body cannot be decompressed'],
    [
      'is damaged',
      { 'content-encoding': 'br' },
      Buffer.from('no brotli'),
      'undecodable',
      'the body cannot be decompressed',
    ],
    [
      'has an unknown coding',
      { 'content-encoding': 'zstd' },
      Buffer.from('a'),
      'undecodable',
      'the body is encoded as zstd, expected gzip, deflate or br',
    ],
  ])('that %s is an error', async (state, headers, sent, reason, message) => {
    const { response, reply } = read(200, headers)
    response.write(sent)
    if (state === 'is cut off') setImmediate(() => response.destroy())
    else response.end()
    await expect(reply).rejects.toMatchObject({ code: 'response-body', reason, message })
    expect(response.destroyed).toBe(true)
  })

  test('reports the error of its connection as the cause', async () => {
    const { response, reply } = read(200, gzip)
    const cause = new Error('aborted')
    setImmediate(() => response.destroy(cause))
    await expect(reply).rejects.toMatchObject({ reason: 'truncated', cause })
  })

  test('is not returned in part', async () => {
    const { response, reply, cancel } = read(200)
    response.write('{"a":')
    await settle()
    expect(cancel()).toBeUndefined()
    await expect(reply).rejects.toMatchObject({ reason: 'truncated' })
    expect(response.destroyed).toBe(true)
  })
})

describe('the body of an error', () => {
  test.each([300, 404, 503])('of %i is returned as far as it was read when the time is over', async (status) => {
    const { response, cancel } = read(status)
    response.write('because')
    await settle()
    expect(cancel()).toMatchObject({ status, text: 'because' })
    expect(response.destroyed).toBe(true)
  })

  test('is decoded as it arrives, so that it can be returned in part', async () => {
    const { response, cancel } = read(404, gzip)
    await beginGzip(response, 'because')
    expect(cancel()).toMatchObject({ status: 404, text: expect.stringMatching(/^because/) })
    expect(response.destroyed).toBe(true)
  })

  test.each<[string, Record<string, string>]>([
    ['plain', {}],
    ['encoded', gzip],
  ])('is returned as far as it was read when it is truncated: %s', async (kind, headers) => {
    const { response, reply } = read(400, headers)
    if (kind === 'encoded') await beginGzip(response, 'because')
    else response.write('because')
    setImmediate(() => response.destroy())
    expect(await reply).toMatchObject({ status: 400, text: expect.stringMatching(/^because/) })
  })

  test.each<[string, Record<string, string>]>([
    ['damaged', gzip],
    ['in an unknown coding', { 'content-encoding': 'zstd' }],
  ])('does not hide its status if it is %s', async (_, headers) => {
    const { response, reply } = read(429, headers)
    response.end('no such coding')
    expect(await reply).toMatchObject({ status: 429, text: '' })
  })

  test('has a limit of its own, whatever that of other bodies is', async () => {
    const { response, reply } = read(500, {}, 10)
    for (let count = 0; count < 80; count++) response.write(Buffer.alloc(16_384, 'a'))
    const { text } = await reply
    expect(text.length).toBe(1_048_576)
    expect(response.destroyed).toBe(true)
  })
})

test('hands on few pieces, however many come', () => {
  const taken: Buffer[] = []
  const { add, flush } = gatherPieces((piece) => taken.push(piece))
  for (let count = 0; count < 100_000; count++) add(Buffer.of(count % 256))
  flush()
  expect(taken.length).toBeLessThan(10)
  const all = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 256))
  // Comparing them with `toEqual` takes seconds.
  expect(Buffer.concat(taken).equals(all)).toBe(true)
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

test('joins the values of a repeated header, and lists them apart', () => {
  const message = new IncomingMessage(new Socket())
  message.rawHeaders = ['Set-Cookie', 'a', 'set-cookie', 'b']
  message.headers = { 'set-cookie': ['a', 'b'] }
  const headers = toReplyHeaders(message)
  expect(headers.get('set-cookie')).toBe('a,b')
  expect([...headers]).toEqual([
    ['Set-Cookie', 'a'],
    ['set-cookie', 'b'],
  ])
})
