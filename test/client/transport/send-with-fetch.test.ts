import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { runInNewContext } from 'node:vm'
import * as undici from 'undici'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createClientWith } from '../../../src/client/client.js'
import type { ClientOptions, Fetch } from '../../../src/client/index.js'
import { createWorld, credentials, id } from '../../support/client-world.js'

const utf8 = (text: string) => new TextEncoder().encode(text)

function createWithFetch(fetch: unknown, options: ClientOptions = {}) {
  const world = createWorld()
  const all = { ...credentials, space: 'example', fetch: fetch as Fetch, ...options }
  const { roomSessions } = createClientWith(world, all)
  return { roomSessions, get: () => world.run(roomSessions.get(id)) }
}

test('calls fetch with a URL and its options, as the standard says', async () => {
  const calls: unknown[][] = []
  const { get } = createWithFetch(async (...call: unknown[]) => {
    calls.push(call)
    return Response.json({ id })
  })
  await get()
  expect(calls).toEqual([
    [
      `https://example.signalwire.com/api/video/room_sessions/${id}`,
      {
        method: 'GET',
        headers: expect.objectContaining({ authorization: expect.stringMatching(/^Basic /) }),
        redirect: 'manual',
        signal: expect.any(AbortSignal),
      },
    ],
  ])
})

test('works with undici’s own fetch, and with its mocks', async () => {
  const server = createServer((_, response) => response.end('{"name":"own"}')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  expect(await createWithFetch(undici.fetch, { baseUrl, space: undefined }).get()).toEqual({ name: 'own' })

  const agent = new undici.MockAgent()
  agent.disableNetConnect()
  const path = `/api/video/room_sessions/${id}`
  agent.get('https://example.signalwire.com').intercept({ path }).reply(200, { name: 'mock' })
  const mocked: Fetch = (url, init) => undici.fetch(url, { ...init, dispatcher: agent })
  expect(await createWithFetch(mocked).get()).toEqual({ name: 'mock' })
})

const bodiless = { status: 200, headers: new Headers() }

describe('reads the body of a response', () => {
  test.each<[string, object]>([
    ['without a stream', { ...bodiless, text: async () => '{"name":"é"}' }],
    ['that has json() alone', { ...bodiless, json: async () => ({ name: 'é' }) }],
    [
      'that is a stream of Node.js',
      { ...bodiless, body: Readable.from([Buffer.from('{"name":'), Buffer.from('"é"}')]) },
    ],
    ['that is a stream of text', { ...bodiless, body: Readable.from(['{"name":', '"é"}']) }],
    [
      'that is a stream of buffers',
      { ...bodiless, body: Readable.from([utf8('{"name":').buffer, utf8('"é"}').buffer]) },
    ],
    [
      'that is a stream of views',
      { ...bodiless, body: Readable.from([new DataView(utf8('-{"name":"é"}-').buffer, 1, 13)]) },
    ],
    [
      'that is a stream of another realm',
      {
        ...bodiless,
        body: Readable.from(
          runInNewContext(`[Uint8Array.from(bytes), Uint8Array.of(125).buffer]`, { bytes: utf8('{"name":"é"') }),
        ),
      },
    ],
    ['without headers', { status: 200, text: async () => '{"name":"é"}' }],
    ['whose headers are null', { status: 200, headers: null, text: async () => '{"name":"é"}' }],
    ['with plain headers', { status: 200, headers: { 'x-a': 'b' }, text: async () => '{"name":"é"}' }],
    ['whose headers have get() alone', { status: 200, headers: { get: () => null }, text: async () => '{"name":"é"}' }],
  ])('%s', async (_, response) => {
    expect(await createWithFetch(async () => response).get()).toEqual({ name: 'é' })
  })

  test.each<[string, object]>([
    ['without a stream', { ...bodiless, text: async () => '{"name":"é"}' }],
    ['that is a stream of Node.js', { ...bodiless, body: Readable.from([Buffer.from('{"name":"é"}')]) }],
  ])('%s, up to the limit', async (_, response) => {
    const { get } = createWithFetch(async () => response, { maxResponseBytes: 12 })
    await expect(get()).rejects.toMatchObject({ code: 'response-body', reason: 'too-large' })
  })
})

// Fetch Standard, 4.3: an opaque-redirect filtered response has the status 0, no headers and no body.
test('a redirect that a browser hides is a redirect, for a call and for a download, and is not followed or repeated', async () => {
  let requests = 0
  const fetch = async () => {
    requests++
    return { status: 0, headers: new Headers(), body: null, text: async () => '' }
  }
  const world = createWorld()
  const client = createClientWith(world, { ...credentials, space: 'example', fetch })
  const recording = { id, uri: 'https://files.example/a.mp4', size_in_bytes: 5 }
  const stream = client.roomRecordings.download(recording).getReader()
  const calls: (() => Promise<unknown>)[] = [() => client.roomSessions.get(id), () => stream.read()]
  for (const call of calls) await expect(world.run(call())).rejects.toMatchObject({ code: 'redirect', status: 302 })
  expect(requests).toBe(2)
})

test.each<[string, object]>([
  ['plain', { 'Retry-After': '61', 'x-a': '1' }],
  ['in a Map', new Map([['Retry-After', '61']])],
  ['in pairs', [['Retry-After', '61']]],
])('reads headers %s', async (_, headers) => {
  const { get } = createWithFetch(async () => ({ status: 429, headers, text: async () => '{"error":"wait"}' }))
  await expect(get()).rejects.toMatchObject({
    code: 'rate-limit',
    message: 'received status 429: wait',
    retryAfterMs: 61_000,
  })
})

test.each([undefined, null, {}, { status: '200' }, 'x'])('refuses %j as a response, at once', async (response) => {
  let calls = 0
  const { get } = createWithFetch(async () => {
    calls++
    return response
  })
  await expect(get()).rejects.toMatchObject({
    code: 'configuration',
    message: 'fetch: expected a function that returns a Promise of a Response',
    operationId: 'get_room_session',
    attempts: 1,
  })
  expect(calls).toBe(1)
})

test.each<[string, object, object]>([
  ['whose headers cannot be read', { status: 200, headers: { 'a b': 'c' } }, { code: 'connection' }],
  [
    'whose headers fail',
    {
      ...bodiless,
      headers: {
        get() {
          throw new Error(credentials.apiToken)
        },
      },
    },
    { code: 'configuration', message: 'fetch: expected a response whose headers can be read' },
  ],
  [
    'whose body is a stream of objects',
    { ...bodiless, body: Readable.from([{ name: 'é' }]) },
    { code: 'configuration', message: 'fetch: expected a body of bytes or text' },
  ],
  ['whose text() fails', { ...bodiless, text: () => Promise.reject(new Error('gone')) }, { reason: 'truncated' }],
  ['without any body', bodiless, { reason: 'empty' }],
  ['whose status says it is an error', { status: 404, json: async () => ({ error: 'gone' }) }, { code: 'not-found' }],
])('fails with a typed error for a response %s', async (_, response, error) => {
  await expect(createWithFetch(async () => response).get()).rejects.toMatchObject(error)
})

test('frees the connection of a body that begins after the deadline', async () => {
  const isFreed = new Promise<boolean>((resolve) => {
    const late = new Response(new ReadableStream({ cancel: () => resolve(true) }))
    const fetch = (_: string, { signal }: { signal: AbortSignal }) =>
      new Promise<Response>((respond) => signal.addEventListener('abort', () => setTimeout(() => respond(late))))
    createWithFetch(fetch, { timeoutMs: 1, retry: false })
      .get()
      .catch(() => {})
  })
  expect(await isFreed).toBe(true)
})

describe('frees the connection of a body', () => {
  const withBody = (body: object) => async () => ({ status: 200, headers: new Headers(), body, text: async () => '' })
  const long = new TextEncoder().encode('{"name":"a name that is longer than the limit"}')

  test.each([
    ['that is too large', 12, { code: 'response-body', reason: 'too-large' }],
    ['that has been read', 1_000, { name: 'a name that is longer than the limit' }],
  ])('%s', async (_, maxResponseBytes, expected) => {
    let [cancelled, returned] = [0, 0]
    const stream = () => ({
      pieces: [long],
      getReader() {
        return { read: async () => ({ value: this.pieces.shift() }), cancel: async () => void cancelled++ }
      },
    })
    const iterable = () => ({
      [Symbol.asyncIterator]: () => ({
        pieces: [long],
        async next() {
          return { value: this.pieces.shift() }
        },
        return: async () => void returned++,
      }),
    })
    for (const body of [stream(), iterable()]) {
      const { get } = createWithFetch(withBody(body), { maxResponseBytes, retry: false })
      expect(await get().catch((error: unknown) => error)).toMatchObject(expected)
    }
    expect({ cancelled, returned }).toEqual({ cancelled: 1, returned: 1 })
  })
})
