import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Fetch } from '../../../src/contract/fetch/fetch.js'
import { type EchoServer, startEchoServer } from './echo-server.js'
import { wrappers } from './watched.js'

let server: EchoServer
beforeEach(async () => {
  server = await startEchoServer()
})
afterEach(() => server.stop())

const truncated = (side: string) => `not-checked ${side} body: expected a complete body, received a truncated body`

const { checkedFetch: watchChecked } = wrappers
if (!watchChecked) throw new Error('no wrapper')

describe('the caller of a checked fetch', () => {
  test('reads the beginning of a response before its end is there', async () => {
    const watched = watchChecked(fetch)
    const reader = (await watched.fetch(`${server.url}/half`)).body?.getReader()

    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('{"id":')

    await reader?.cancel()
  })

  test.each<[string, (response: Response) => Promise<unknown>]>([
    ['cancels the body', async (response) => response.body?.cancel('enough')],
    ['cancels its reader', async (response) => response.body?.getReader().cancel('enough')],
    [
      'cancels its reader after the first chunk',
      async (response) => {
        const reader = response.body?.getReader()
        await reader?.read()
        await reader?.cancel('enough')
      },
    ],
    [
      'leaves a loop over the body',
      async (response) => {
        for await (const _ of response.body ?? []) break
      },
    ],
    [
      'cancels both bodies of a clone',
      async (response) => {
        const clone = response.clone()
        await Promise.all([response.body?.cancel('enough'), clone.body?.cancel('enough')])
      },
    ],
  ])('who %s ends the connection, and the call is reported', async (_, cancel) => {
    const watched = watchChecked(fetch)

    await cancel(await watched.fetch(`${server.url}/half`))

    await server.closed
    expect(await watched.next()).toBe(truncated('response'))
  })

  test('aborts the body, and the call is reported', async () => {
    const reason = new Error('enough')
    const controller = new AbortController()
    const watched = watchChecked(fetch)
    const response = await watched.fetch(`${server.url}/half`, { signal: controller.signal })
    const text = response.text()

    controller.abort(reason)

    await expect(text).rejects.toBe(reason)
    expect(await watched.next()).toBe(truncated('response'))
    await server.closed
  })

  test('cancels through two checks at once', async () => {
    const inner = watchChecked(fetch)
    const outer = watchChecked(inner.fetch)

    await (await outer.fetch(`${server.url}/half`)).body?.cancel()

    await server.closed
    expect(await Promise.all([inner.next(), outer.next()])).toEqual(Array(2).fill(truncated('response')))
  })

  test.each<[string, (response: Response) => Promise<unknown>]>([
    ['as JSON', (response) => response.json()],
    ['as JSON of a clone', (response) => response.clone().json()],
    ['as JSON, after a look at its body', (response) => (response.body ? response.json() : Promise.resolve())],
    ['as a stream', (response) => new Response(response.body).json()],
    [
      'into memory of its own',
      async (response) => {
        const reader = response.body?.getReader({ mode: 'byob' })
        const { value } = (await reader?.read(new Uint8Array(100))) ?? {}
        const end = await reader?.read(new Uint8Array(100))
        return end?.done && JSON.parse(new TextDecoder().decode(value))
      },
    ],
  ])('reads the body %s', async (_, read) => {
    const watched = watchChecked(fetch)

    expect(await read(await watched.fetch(server.url))).toEqual({ id: 1 })
    expect(await watched.next()).toMatchObject({ response: { body: '{"id":1}' } })
  })

  test('reads what the stream of a response made by hand holds, as it is', async () => {
    const chunks = ['a', new Uint8Array(0), new Uint8Array(0), new Uint8Array([98])]
    const body = () =>
      new ReadableStream({
        start(controller) {
          for (const chunk of chunks) controller.enqueue(chunk)
          controller.close()
        },
      })
    const watched = watchChecked(async () => new Response(body()))
    const read: unknown[] = []

    for await (const chunk of (await watched.fetch('https://api.example.com/')).body ?? []) read.push(chunk)

    expect(read).toEqual([chunks[0], chunks[3]])
  })
})

describe.each(Object.entries(wrappers))('%s', (_, watch) => {
  const reasons: Readonly<Record<string, unknown>> = {
    'an error': new Error('enough'),
    text: 'enough',
    'no reason of its own': undefined,
  }

  /** What a call with this signal throws; the response, if it throws nothing. */
  const run = (of: Fetch, ...call: Parameters<Fetch>) => of(...call).catch((error: unknown) => error)

  test.each(Object.entries(reasons))(
    'a call that was aborted before, with %s, fails as fetch does',
    async (_, reason) => {
      const signal = AbortSignal.abort(reason)

      const error = await run(watch(fetch).fetch, server.url, { signal })

      expect(error).toBe(signal.reason)
      expect(await run(watch(fetch).fetch, new Request(server.url, { signal }))).toEqual(signal.reason)
      expect(server.received).toEqual([])
    },
  )

  test.each(Object.entries(reasons))('a call that is aborted, with %s, fails as fetch does', async (_, reason) => {
    const controller = new AbortController()
    const call = run(watch(fetch).fetch, `${server.url}/slow`, { signal: controller.signal })
    while (server.received.length === 0) await new Promise((resolve) => setImmediate(resolve))

    controller.abort(reason)

    expect(await call).toBe(controller.signal.reason)
  })

  test('an upload that the transport cancels is cancelled at its source', async () => {
    let cancelledWith: unknown
    const body = new ReadableStream<Uint8Array>({
      cancel(reason) {
        cancelledWith = reason
      },
    })
    const refusing: Fetch = async (_, init) => {
      const stream: unknown = init?.body
      if (stream instanceof ReadableStream) await stream.cancel('enough')
      throw new TypeError('fetch failed')
    }

    const error = await run(watch(refusing).fetch, server.url, { method: 'POST', body, duplex: 'half' } as RequestInit)

    expect(error).toEqual(new TypeError('fetch failed'))
    expect(cancelledWith).toBe('enough')
  })

  test('an upload that fails at its source fails as fetch does', async () => {
    const failing = () => new ReadableStream<Uint8Array>({ pull: (stream) => stream.error(new Error('no more paper')) })
    const init = () => ({ method: 'POST', body: failing(), duplex: 'half' }) as RequestInit

    expect(await run(watch(fetch).fetch, server.url, init())).toEqual(await run(fetch, server.url, init()))
  })

  test('a body that is aborted fails as fetch does', async () => {
    const reason = new Error('enough')
    const controller = new AbortController()
    const { signal } = controller
    const watched = watch(fetch)
    const read = (async () => (await watched.fetch(`${server.url}/half`, { signal })).text())()
    while (server.received.length === 0) await new Promise((resolve) => setImmediate(resolve))

    setTimeout(() => controller.abort(reason), 50)

    await expect(read).rejects.toBe(reason)
    await server.closed
  })

  test('an abort after the end changes nothing', async () => {
    const controller = new AbortController()
    const watched = watch(fetch)
    const response = await watched.fetch(server.url, { signal: controller.signal })
    const text = await response.text()

    controller.abort()

    expect(text).toBe('{"id":1}')
    expect(await watched.next()).toMatchObject({ response: { body: '{"id":1}' } })
  })
})
