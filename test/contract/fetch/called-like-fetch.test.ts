import { Readable } from 'node:stream'
import * as undici from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Fetch } from '../../../src/contract/fetch/fetch.js'
import type { Interaction } from '../../../src/contract/index.js'
import { type EchoServer, type ReceivedRequest, startEchoServer } from './echo-server.js'
import { wrappers } from './watched.js'

let server: EchoServer
beforeAll(async () => {
  server = await startEchoServer()
})
afterAll(() => server.stop())

type Call = Parameters<Fetch>

const json = { 'content-type': 'application/json' }

function form(): FormData {
  const data = new FormData()
  data.append('name', 'Rex')
  data.append('photo', new Blob(['\u00ff'], { type: 'image/png' }), 'rex.png')
  return data
}

function stream(...chunks: readonly string[]): ReadableStream<Uint8Array> {
  const left = [...chunks]
  return new ReadableStream({
    pull(controller) {
      const chunk = left.shift()
      if (chunk === undefined) controller.close()
      else controller.enqueue(new TextEncoder().encode(chunk))
    },
  })
}

async function* pieces(...chunks: readonly string[]) {
  for (const chunk of chunks) yield new TextEncoder().encode(chunk)
}

/** What Node's fetch also takes, which the types of the standard do not know. */
const asBody = (body: unknown) => body as BodyInit

/** Made anew for every call: bodies can be read once. */
const bodies: Readonly<Record<string, () => RequestInit>> = {
  'no body': () => ({}),
  JSON: () => ({ body: '{"name":"Rex"}', headers: json }),
  'text without a content type': () => ({ body: 'Rex' }),
  'text that is empty': () => ({ body: '' }),
  'URL-encoded parameters': () => ({ body: new URLSearchParams({ name: 'Rex & Co' }) }),
  'a form': () => ({ body: form() }),
  'a Blob': () => ({ body: new Blob(['{}'], { type: 'application/json' }) }),
  bytes: () => ({ body: new TextEncoder().encode('Rex'), headers: json }),
  'an ArrayBuffer': () => ({ body: new TextEncoder().encode('Rex').buffer, headers: json }),
  'a stream': () => ({ body: stream('{"name":', '"Rex"}'), headers: json, duplex: 'half' }),
  'something that can be iterated': () => ({ body: asBody(pieces('{"name":', '"Rex"}')), duplex: 'half' }),
  'an object, which is sent as its text': () => ({ body: asBody({ name: 'Rex' }) }),
}

const inputs: Readonly<Record<string, (method: string, init: () => RequestInit) => Call>> = {
  'text and init': (method, init) => [`${server.url}/pets?x=1#top`, { method, ...init() }],
  'a URL and init': (method, init) => [new URL(`${server.url}/pets?x=1#top`), { method, ...init() }],
  'a Request': (method, init) => [new Request(`${server.url}/pets?x=1#top`, { method, ...init() })],
  'a Request and an init that overrides it': (method, init) => [
    new Request(`${server.url}/pets?x=1#top`, { method: 'PUT', body: 'old', headers: { 'x-old': '1' } }),
    { method, body: '', headers: { 'x-new': '1' }, ...init() },
  ],
  'text and a Request as init': (method, init) => [
    `${server.url}/pets?x=1`,
    new Request(server.url, { method, ...init() }),
  ],
}

/** The boundary of a form is another each time. */
function withoutBoundary(text: string): string {
  return text.replaceAll(/-+formdata-undici-\d+/g, 'BOUNDARY')
}

/** What the server received, without what differs from call to call. */
function toComparable({ headers, body, ...rest }: ReceivedRequest) {
  const { connection: _, 'content-type': type, ...others } = headers
  return { ...rest, headers: { ...others, type: type && withoutBoundary(type) }, body: withoutBoundary(body) }
}

function lastReceived(): ReceivedRequest {
  const last = server.received.at(-1)
  if (!last) throw new Error('the server received nothing')
  return last
}

function isInteraction(seen: Interaction | string): asserts seen is Interaction {
  if (typeof seen === 'string') throw new Error(seen)
}

const calls = [
  ...['GET', 'HEAD', 'delete'].map((method) => [method, 'no body'] as const),
  ...Object.keys(bodies).map((body) => ['post', body] as const),
]

describe.each(Object.entries(wrappers))('%s', (_, watch) => {
  describe.each(Object.entries(inputs))('called with %s', (name, toCall) => {
    const overrides = name.includes('overrides')
    test.each(calls.filter(([method]) => !overrides || method === 'post'))(
      'sends %s with %s as fetch does, and sees what was sent',
      async (method, kind) => {
        const init = bodies[kind] ?? (() => ({}))
        await fetch(...toCall(method, init))
        const expected = toComparable(lastReceived())
        const watched = watch(fetch)

        const response = await watched.fetch(...toCall(method, init))

        const received = lastReceived()
        expect(toComparable(received)).toEqual(expected)
        expect(response.url).toBe(`${server.url}/pets?x=1`)
        expect(await response.text()).toBe(method === 'HEAD' ? '' : '{"id":1}')
        const seen = await watched.next()
        isInteraction(seen)
        expect(seen.request).toMatchObject({ method: received.method, url: `${server.url}/pets?x=1` })
        expect(withoutBoundary(seen.request.body ?? '')).toBe(expected.body)
        const types = seen.request.headers.filter(([header]) => header === 'content-type').map(([, value]) => value)
        expect(types.map(withoutBoundary)).toEqual(expected.headers.type === undefined ? [] : [expected.headers.type])
        expect(seen.response).toMatchObject({ status: 200, body: method === 'HEAD' ? null : '{"id":1}' })
      },
    )
  })

  test('gives the very response that the wrapped fetch gave', async () => {
    const response = new Response('{}')
    const watched = watch(async () => response)

    expect(await watched.fetch('https://api.example.com/')).toBe(response)
    expect(await response.json()).toEqual({})
  })

  test('calls the wrapped fetch with what it was called with', async () => {
    const calls: unknown[][] = []
    const watched = watch(async (...call) => {
      calls.push(call)
      return new Response('{}')
    })
    const url = new URL('https://api.example.com/')
    const request = new Request(url)
    const init = { method: 'POST', body: 'x' }

    await watched.fetch('https://api.example.com/')
    await watched.fetch(url, init)
    await watched.fetch(request)

    expect(calls.map(({ length }) => length)).toEqual([1, 2, 1])
    expect(calls[1]?.[0]).toBe(url)
    expect(calls[1]?.[1]).toBe(init)
    expect(calls[2]?.[0]).toBe(request)
  })

  test.each([
    ['a relative URL', () => ['/pets']],
    ['no URL', () => [undefined]],
    ['a GET with a body', () => [server.url, { body: 'x' }]],
    ['a URL with credentials', () => [server.url.replace('//', '//user:pass@')]],
    ['a method that is no word', () => [server.url, { method: 'a b' }]],
    ['a symbol', () => [Symbol('x')]],
    ['a stream without duplex', () => [server.url, { method: 'POST', body: stream('x') }]],
    ['a stream that is locked', () => [server.url, { method: 'POST', body: lockedStream(), duplex: 'half' }]],
    ['no server', () => ['http://127.0.0.1:1/']],
  ] satisfies [string, () => unknown[]][])('fails like fetch for %s', async (_, toCall) => {
    const run = (of: (...call: never[]) => Promise<Response>): Promise<unknown> =>
      // Wrong on purpose: this is what JavaScript may pass.
      of(...(toCall() as never[])).catch((error: unknown) => error)
    const expected = await run(fetch)

    const error = await run(watch(fetch).fetch)

    expect(error).toBeInstanceOf(TypeError)
    expect(error).toEqual(expected)
  })

  test('fails like fetch for a stream that was read before, and sends nothing of it', async () => {
    const half = async () => {
      const body = stream('{"name":', '"Rex"}')
      const reader = body.getReader()
      await reader.read()
      reader.releaseLock()
      return body
    }
    const run = async (of: Fetch) =>
      of(server.url, { method: 'POST', body: await half(), duplex: 'half' } as RequestInit).catch(String)
    const before = server.received.length

    expect(await run(watch(fetch).fetch)).toBe(await run(fetch))
    expect(server.received).toHaveLength(before)
  })

  test('fails like fetch for a Request that was sent before', async () => {
    const used = async () => {
      const request = new Request(server.url, { method: 'POST', body: 'x' })
      await request.text()
      return request
    }

    expect(
      await watch(fetch)
        .fetch(await used())
        .catch(String),
    ).toBe(await fetch(await used()).catch(String))
  })

  test('sends and sees the body of a Request that holds a stream', async () => {
    const watched = watch(fetch)

    await watched.fetch(
      new Request(`${server.url}/pets`, { method: 'POST', body: stream('{"a":', '1}'), duplex: 'half' } as RequestInit),
    )

    expect(lastReceived()).toMatchObject({ body: '{"a":1}', headers: { 'transfer-encoding': 'chunked' } })
    expect(await watched.next()).toMatchObject({ request: { body: '{"a":1}' } })
  })

  test('a stream is read no faster than it is sent', async () => {
    let pulled = 0
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulled += 1
          controller.enqueue(new Uint8Array(10))
        },
      },
      { highWaterMark: 0 },
    )
    const readTwo: Fetch = async (_, init) => {
      const reader = new Response(init?.body ?? null).body?.getReader()
      await reader?.read()
      await reader?.read()
      return new Response('{}')
    }
    const watched = watch(readTwo)

    await watched.fetch('https://api.example.com/', { method: 'POST', body, duplex: 'half' } as RequestInit)

    expect(await watched.next()).toBe('not-checked request body: expected a complete body, received a truncated body')
    expect(pulled).toBe(2)
  })

  test('another implementation of fetch gets its own kinds of requests, bodies and responses', async () => {
    // Its types differ from the platform's in details; it is called in the same way.
    const other = undici.fetch as unknown as Fetch
    const watched = watch(other)
    const request = new undici.Request(`${server.url}/pets`, { method: 'POST', body: '{"a":1}', headers: json })
    const data = new undici.FormData()
    data.set('name', 'Rex')

    const response = await watched.fetch(request as unknown as Request)
    const sent = lastReceived()
    const ofRequest = await watched.next()
    await watched.fetch(server.url, { method: 'POST', body: data as unknown as FormData })

    expect(response).toBeInstanceOf(undici.Response)
    expect(await response.text()).toBe('{"id":1}')
    expect(sent).toMatchObject({ method: 'POST', body: '{"a":1}', headers: { 'content-length': '7' } })
    expect(ofRequest).toMatchObject({ request: { method: 'POST', body: '{"a":1}' }, response: { body: '{"id":1}' } })
    expect(lastReceived().body).toContain('name="name"')
  })

  test('a stream of Node.js is sent as it is, and the call is reported as one that cannot be read', async () => {
    const watched = watch(fetch)

    await watched.fetch(`${server.url}/pets`, {
      method: 'POST',
      body: asBody(Readable.from(['{"a":', '1}'])),
      duplex: 'half',
    } as RequestInit)

    expect(lastReceived().body).toBe('{"a":1}')
    expect(await watched.next()).toBe(
      'not-checked request body: expected text, bytes, a form or a ReadableStream of this platform, received another type of body',
    )
  })

  test('a relative URL is the business of the wrapped fetch, and the call is reported', async () => {
    const watched = watch(async () => new Response('{}'))

    expect((await watched.fetch('/pets')).status).toBe(200)
    expect(await watched.next()).toBe('not-checked request: expected an absolute URL, received a relative URL')
  })

  test.each([
    ['request', () => new Response('{}')],
    ['response', () => new Response('x'.repeat(1001))],
  ])('a %s body that is too long is passed on whole and reported', async (side, answer) => {
    let length = 0
    const transport: Fetch = async (_, init) => {
      length = (await new Response(init?.body ?? null).text()).length
      return answer()
    }
    const watched = watch(transport, 1000)

    const body = 'x'.repeat(side === 'request' ? 1001 : 1000)
    const response = await watched.fetch('https://api.example.com/', { method: 'POST', body })

    expect(length).toBe(body.length)
    expect((await response.text()).length).toBe(side === 'request' ? 2 : 1001)
    expect(await watched.next()).toBe(`not-checked ${side} body: expected at most 1000 bytes, received a longer body`)
  })

  test('bodies of the greatest length are seen whole', async () => {
    const text = 'x'.repeat(1000)
    const transport: Fetch = async (_, init) => new Response(await new Response(init?.body ?? null).text())
    for (const body of [() => text, () => stream(text.slice(1), 'x')]) {
      const watched = watch(transport, 1000)
      await watched.fetch('https://api.example.com/', { method: 'POST', body: body(), duplex: 'half' } as RequestInit)

      expect(await watched.next()).toMatchObject({ request: { body: text }, response: { body: text } })
    }
  })

  test('a body that the transport reads after it has answered is seen whole', async () => {
    const watched = watch(async () => new Response('{}'))
    const request = new Request('https://api.example.com/', {
      ...{ method: 'POST', body: stream('a', 'b', 'c'), duplex: 'half' },
    } as RequestInit)
    await watched.fetch(request)

    expect(await watched.next()).toMatchObject({ request: { body: 'abc' } })
  })

  test.each(['FormData', 'Blob', 'File', 'URLSearchParams'])(
    'a %s of another implementation is passed on, and the call is reported',
    async (name) => {
      const body = asBody({ [Symbol.toStringTag]: name })
      const sent: unknown[] = []
      const watched = watch(async (_, init) => {
        sent.push(init?.body)
        return new Response('{}')
      })
      await watched.fetch('https://api.example.com/', { method: 'POST', body })

      expect(sent).toEqual([body])
      expect(await watched.next()).toMatch(/^not-checked request body: .* received another type of body$/)
    },
  )

  test('a response that was read before, or is opaque, is passed on and reported', async () => {
    const used = new Response('{}')
    await used.text()
    const opaque = Object.defineProperty(new Response(null), 'status', { value: 0 })
    const answers = [used, opaque]
    const watched = watch(async () => answers.shift() ?? new Response(null))

    expect(await watched.fetch('https://api.example.com/')).toBe(used)
    expect(await watched.next()).toBe(
      'not-checked response body: expected an unread body, received a body that was read before',
    )
    expect(await watched.fetch('https://api.example.com/')).toBe(opaque)
    expect(await watched.next()).toBe(
      'not-checked response: expected a response with a status, received an opaque response of another origin',
    )
  })

  test.each([-1, Number.NaN])('refuses %d as the most bytes of a body', (maxBodyBytes) => {
    expect(() => watch(fetch, maxBodyBytes)).toThrow(`maxBodyBytes: expected a number from 0, received ${maxBodyBytes}`)
  })
})

function lockedStream(): ReadableStream<Uint8Array> {
  const body = stream('x')
  body.getReader()
  return body
}
