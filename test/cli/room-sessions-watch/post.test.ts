import { getEventListeners } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { createPost } from '../../../src/cli/room-sessions-watch/post.js'
import type { RoomSessionChange } from '../../../src/client/index.js'
import { createTestContext, createTestScreen } from '../test-context.js'

const change: RoomSessionChange = {
  ...{ id: 'session.started/1', type: 'session.started', time: '2026-01-01T00:00:00Z' },
  ...{ sessionId: '1', roomName: null, session: null },
}

/** Collects garbage. */
function collect(): void {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}

test('a change that was sent leaves nothing on the signal', async () => {
  const { signal } = new AbortController()
  const sent: (string | undefined)[] = []
  const platformFetch = async (_: unknown, init?: RequestInit) => {
    sent.push(init?.method)
    return new Response(null, { status: 204 })
  }
  await createPost(new URL('http://127.0.0.1/'), createTestContext({ platformFetch, signal }))(change)
  expect(sent).toEqual(['POST'])
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('a change is sent again when the receiver does not answer, also after garbage was collected', async () => {
  let requests = 0
  const server = createServer((request, response) => {
    if (++requests > 1) response.end()
    else request.on('end', () => setImmediate(onFirst)).resume()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an AddressInfo, not the path of a pipe.
  const { port } = server.address() as AddressInfo
  let pass = () => {}
  const onFirst = () => {
    collect()
    pass()
  }
  const stderr = createTestScreen()
  const context = createTestContext({
    stderr,
    platformFetch: (url, init) => fetch(url, init),
    // The delay between two attempts passes at once; the receiver has no time left after the first request has arrived.
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
        if (ms !== 30_000) resolve()
        else if (requests === 0) pass = resolve
      }),
  })
  try {
    await createPost(new URL(`http://127.0.0.1:${port}/`), context)(change)
  } finally {
    server.closeAllConnections()
    server.close()
  }
  expect(requests).toBe(2)
  expect(stderr.text).toContain('did not answer within 30s; trying again in')
})

/** A receiver that answers with one thing after the other, then accepts. */
function createTested(url: string, answers: readonly (number | Error | Response)[] = []) {
  const requests: { url: string; init: RequestInit | undefined }[] = []
  const pauses: number[] = []
  const stderr = createTestScreen()
  const controller = new AbortController()
  const context = createTestContext({
    stderr,
    signal: controller.signal,
    platformFetch: async (to, init) => {
      const answer = answers[requests.length] ?? 204
      requests.push({ url: String(to), init })
      if (answer instanceof Error) throw answer
      return typeof answer === 'number' ? new Response(null, { status: answer }) : answer
    },
    sleep: async (ms, signal) => {
      if (ms === 30_000) return await new Promise((_, reject) => signal.addEventListener('abort', reject))
      pauses.push(ms)
    },
  })
  return { post: createPost(new URL(url), context), requests, pauses, stderr, controller }
}

describe('a request of --post', () => {
  test.each([
    ['http://h.example/a', undefined],
    ['http://a@h.example/a', 'a:'],
    ['http://:b@h.example/a', ':b'],
    ['http://a%20b:%F0%9F%98%80@h.example/a', 'a b:😀'],
    ['http://a:%zz@h.example/a', 'a:%zz'],
  ])('to %s has the credentials %s', async (url, credentials) => {
    const { post, requests } = createTested(url)
    await post(change)
    const headers = new Headers(requests[0]?.init?.headers)

    expect(requests[0]?.url).toBe('http://h.example/a')
    expect(headers.get('authorization')).toBe(
      credentials === undefined ? null : `Basic ${Buffer.from(credentials).toString('base64')}`,
    )
  })

  test('has the change as its body, and an id that a header can hold', async () => {
    const { post, requests } = createTested('http://h.example/')
    const odd = { ...change, id: 'a b\n\u00e9/1' }
    await post(odd)

    expect(requests[0]?.init?.body).toBe(JSON.stringify(odd))
    expect(new Headers(requests[0]?.init?.headers).get('idempotency-key')).toBe('a?b??/1')
  })

  test('is repeated with delays that double up to a minute, for each change anew', async () => {
    const { post, pauses } = createTested('http://h.example/', [500, 502, 503, 599, 408, 425, 429, 500, 200, 500, 204])
    await post(change)
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000])
    await post(change)
    expect(pauses.slice(8)).toEqual([1_000])
  })

  test.each([
    ['9', 9_000],
    ['0', 1_000],
    ['-5', 1_000],
    ['soon', 1_000],
    ['3601', 3_600_000],
  ])('is repeated after the Retry-After %s, if that is later', async (value, expected) => {
    const { post, pauses } = createTested('http://h.example/', [
      new Response(null, { status: 503, headers: { 'retry-after': value } }),
    ])
    await post(change)
    expect(pauses).toEqual([expected])
  })

  test.each([
    [new Error('broken'), 'failed: broken'],
    [Object.assign(new TypeError('fetch failed'), { cause: { code: 'ENOTFOUND' } }), 'cannot be reached: ENOTFOUND'],
    [Object.assign(new TypeError('fetch failed'), { cause: { code: 7 } }), 'failed: fetch failed'],
  ])('that fails with %s is repeated, and a line says why', async (error, problem) => {
    const { post, stderr, requests } = createTested('http://a:b@h.example/secret', [error])
    await post(change)

    expect(stderr.text).toBe(`room-sessions: --post: http://h.example ${problem}; trying again in 1s\n`)
    expect(requests).toHaveLength(2)
  })

  test.each([300, 400, 401, 499])('that is answered with status %i is not repeated', async (status) => {
    const { post, requests, pauses } = createTested('http://h.example/', [status])

    await expect(post(change)).rejects.toThrow(
      expect.objectContaining({
        message: `--post: http://h.example answered with status ${status}; expected a status from 200 to 299`,
        exitCode: 1,
      }),
    )
    expect([requests.length, pauses]).toEqual([1, []])
  })

  test('is not sent after an interruption, and not repeated after one', async () => {
    const { post, requests, controller } = createTested('http://h.example/', [500])
    controller.abort(new Error('interrupted'))
    await expect(post(change)).rejects.toThrow('interrupted')
    expect(requests).toEqual([])

    const reason = new Error('interrupted')
    const later = new AbortController()
    const context = createTestContext({
      signal: later.signal,
      platformFetch: (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(new Error('aborted')))
          later.abort(reason)
        }),
    })
    await expect(createPost(new URL('http://h.example/'), context)(change)).rejects.toBe(reason)
  })

  test('frees the connection of an answer that is not read', async () => {
    let isCancelled = false
    const body = new ReadableStream({
      cancel: () => {
        isCancelled = true
      },
    })
    await createTested('http://h.example/', [new Response(body)]).post(change)
    expect(isCancelled).toBe(true)
  })
})
