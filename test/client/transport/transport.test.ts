import { describe, expect, test } from 'vitest'
import { ConfigurationError, ConnectionError, ResponseBodyError, ServerError } from '../../../src/client/index.js'
import type { Outgoing, Reply } from '../../../src/client/transport/send.js'
import { createTransport, type TransportOptions } from '../../../src/client/transport/transport.js'
import { createWorld, type TestWorld } from '../../support/client-world.js'

const origin = 'https://example.signalwire.com'
const url = `${origin}/list?name=Ana`
const target = { operationId: 'list', path: '/list', cursor: 'page_number=1' }
const limits = {
  timeoutMs: 1000,
  totalTimeoutMs: 3000,
  maxResponseBytes: 1000,
  retry: { maxRetries: 2, baseDelayMs: 100, maxDelayMs: 1000, maxRetryAfterMs: 5000 },
}

const replyOf = (status: number, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: new Headers(headers),
  text: '{}',
})

const toError: TransportOptions['toError'] = ({ status, headers }, _url, details) =>
  new ServerError(
    `status ${status}`,
    { status, headers: headers as Headers, body: null, retryAfterMs: undefined, requestId: null }, // as `replyOf` made them
    details(),
  )

type Answer = Reply | Error | 'nothing'

/** A transport whose requests are answered in turn; `nothing` never ends by itself. Its clock moves only in `world.run`. */
function createTested(answers: readonly Answer[], given: Partial<TransportOptions> & { world?: TestWorld } = {}) {
  const world = given.world ?? createWorld({ random: () => 1 })
  const sent: Outgoing[] = []
  const stopped: unknown[] = []
  const transport = createTransport({
    clock: world,
    hooks: [],
    toShown: {
      url: (url, operationId) => `${url.replace('Ana', '[redacted]')} of ${operationId}`,
      requestId: (headers) => headers.get('x-request-id'),
      headers: (headers) => Object.fromEntries([...headers].filter(([name]) => name !== 'cookie')),
    },
    base: origin,
    authorize: async () => 'Basic x',
    toError,
    redact: (text) => text.replaceAll('s3cret', '[redacted]'),
    redactCause: () => 'redacted cause',
    async send(outgoing) {
      sent.push(outgoing)
      const answer = answers[sent.length - 1] ?? 'nothing'
      if (answer === 'nothing') {
        outgoing.onStop((reason) => void stopped.push(reason))
        return new Promise(() => {})
      }
      if (answer instanceof Error) throw answer
      return answer
    },
    ...given,
  })
  return { world, sent, stopped, transport }
}

/** Lets everything run that does not wait for the clock. */
async function settle() {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
}

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )

test('redacts nothing for a call that succeeds, because only errors show what is redacted', async () => {
  const redacted: string[] = []
  const redact = (text: string) => {
    redacted.push(text)
    return text
  }
  const refuse = () => {
    throw new Error('there is no error')
  }
  const reply = replyOf(200)
  const toShown = { url: refuse, requestId: refuse, headers: refuse }
  const { transport } = createTested([reply], { toShown, toError: refuse, redact, redactCause: refuse })
  const call = transport(target, undefined)
  expect(await call.send(url, {}, limits)).toEqual({ reply })
  expect(redacted).toEqual([])
  expect(call.details()).toEqual({ operationId: 'list', attempts: 1, cursor: 'page_number=1' })
  expect(redacted).toEqual(['page_number=1'])
})

describe('an attempt', () => {
  test.each([
    [`${origin}/list`, { accept: 'application/json', authorization: 'Basic x' }],
    [`${origin}.example/list`, { accept: 'application/json' }],
    ['https://other.example/list', { accept: 'application/json' }],
  ])('of %s has the headers %j', async (url, expected) => {
    const headers = { accept: 'application/json' }
    const { transport, sent } = createTested([replyOf(200)])
    await transport(target, undefined).send(url, headers, limits)
    expect(sent).toMatchObject([{ url, headers: expected, maxResponseBytes: 1000 }])
    expect(sent[0]?.headers).toEqual(expected)
    expect(headers).toEqual({ accept: 'application/json' })
  })

  test('asks for credentials anew', async () => {
    let count = 0
    const { transport, sent, world } = createTested([replyOf(503), replyOf(200)], {
      authorize: async () => `Basic ${++count}`,
    })
    await world.run(transport(target, undefined).send(url, {}, limits))
    expect(sent.map(({ headers }) => headers.authorization)).toEqual(['Basic 1', 'Basic 2'])
  })

  test('is not repeated if the credentials cannot be obtained', async () => {
    const refused = new ConfigurationError('apiToken: the function failed')
    const { transport, sent } = createTested([], { authorize: () => Promise.reject(refused) })
    expect(await errorOf(transport(target, undefined).send(url, {}, limits))).toBe(refused)
    expect(sent).toEqual([])
  })

  test('is stopped by its own deadline, and repeated', async () => {
    const { transport, stopped, world } = createTested(['nothing', replyOf(200)])
    const call = transport(target, undefined)
    expect(await world.run(call.send(url, {}, limits))).toMatchObject({ reply: { status: 200 } })
    expect({ stopped, attempts: call.attempts, time: world.elapsed() }).toEqual({
      stopped: [undefined],
      attempts: 2,
      time: 1100,
    })
  })

  test.each([
    [1000, 'attempt', 1000, 1],
    [3000, 'total', 3000, 1],
    [3001, 'total', 3000, 1],
  ] as const)(
    'of %i ms in a call of 3000 ms ends by the deadline of the %s',
    async (timeoutMs, scope, ms, attempts) => {
      const { transport, world } = createTested([])
      const retry = { ...limits.retry, maxRetries: 0 }
      const error = await world.run(
        errorOf(transport(target, undefined).send(url, {}, { ...limits, timeoutMs, retry })),
      )
      expect(error).toMatchObject({
        message: `no complete response within ${ms} ms (${scope})`,
        ...{ code: 'timeout', scope, timeoutMs: ms, attempts, operationId: 'list', cursor: 'page_number=1' },
      })
      expect(world.elapsed()).toBe(ms)
    },
  )

  test('has no more time than the call has left', async () => {
    const { transport, world } = createTested(['nothing', 'nothing'])
    const error = await world.run(
      errorOf(transport(target, undefined).send(url, {}, { ...limits, totalTimeoutMs: 1500 })),
    )
    expect(error).toMatchObject({ scope: 'total', timeoutMs: 1500, attempts: 2 })
    expect(world.elapsed()).toBe(1500)
  })
})

describe('a call', () => {
  test('returns the last response with its error when no repeat is left', async () => {
    const { transport, world, sent } = createTested([replyOf(500), replyOf(502), replyOf(503)])
    const answer = await world.run(transport(target, undefined).send(url, {}, limits))
    expect(answer).toMatchObject({ reply: { status: 503 }, error: { message: 'status 503', attempts: 3 } })
    expect([sent.length, world.elapsed()]).toEqual([3, 100 + 200])
  })

  test.each([
    [300, 502, 100],
    [301, 200, 300],
  ])('of %i ms ends with the status %i, because a delay must end before the deadline', async (ms, status, elapsed) => {
    const { transport, world } = createTested([replyOf(500), replyOf(502), replyOf(200)])
    const answer = await world.run(transport(target, undefined).send(url, {}, { ...limits, totalTimeoutMs: ms }))
    expect([answer.reply.status, world.elapsed()]).toEqual([status, elapsed])
  })

  test('throws the last error if there is no response', async () => {
    const { transport, world } = createTested([replyOf(500), new Error('one'), new Error('two')])
    const error = await world.run(errorOf(transport(target, undefined).send(url, {}, limits)))
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({ message: 'no response: Error: two', attempts: 3, cause: 'redacted cause' })
  })

  test.each([undefined, null])('without a cursor (%s) has errors that say so', (cursor) => {
    const call = createTested([]).transport({ ...target, cursor }, undefined)
    expect(call.details()).toEqual({ operationId: 'list', attempts: 0, cursor })
  })

  test('that is aborted before it begins sends nothing', async () => {
    const { transport, sent } = createTested([replyOf(200)])
    const call = transport(target, AbortSignal.abort('stop'))
    expect(await errorOf(call.send(url, {}, limits))).toBe('stop')
    expect([sent, call.attempts]).toEqual([[], 0])
  })

  test('that is aborted during an attempt stops it and throws the reason', async () => {
    const controller = new AbortController()
    const { transport, stopped, world } = createTested([])
    const call = errorOf(transport(target, controller.signal).send(url, {}, limits))
    setImmediate(() => controller.abort('stop'))
    expect(await call).toBe('stop')
    expect([stopped, world.pending()]).toEqual([['stop'], 0])
  })

  test('that is aborted by a hook throws the reason, although a response has arrived', async () => {
    const controller = new AbortController()
    const onResponse = () => controller.abort('stop')
    const { transport, sent } = createTested([replyOf(200)], { hooks: [{ onResponse }] })
    expect(await errorOf(transport(target, controller.signal).send(url, {}, limits))).toBe('stop')
    expect(sent.length).toBe(1)
  })

  test('that is aborted while it waits for the next attempt throws the reason', async () => {
    const controller = new AbortController()
    const onRetry = () => setImmediate(() => controller.abort('stop'))
    const { transport, world, sent } = createTested([replyOf(500)], { hooks: [{ onRetry }] })
    expect(await errorOf(transport(target, controller.signal).send(url, {}, limits))).toBe('stop')
    expect([sent.length, world.pending()]).toEqual([1, 0])
  })
})

describe('what an attempt throws', () => {
  const throwing = (thrown: Error) => {
    const { transport } = createTested([thrown])
    const retry = { ...limits.retry, maxRetries: 0 }
    return errorOf(transport(target, undefined).send(url, {}, { ...limits, retry }))
  }
  const called = { operationId: 'list', attempts: 1, cursor: 'page_number=1' }

  test('is a connection error without secrets', async () => {
    expect(await throwing(new Error('reset s3cret'))).toMatchObject({
      ...{ name: 'ConnectionError', message: 'no response: Error: reset [redacted]', cause: 'redacted cause' },
      ...called,
    })
  })

  test('is described by its cause', async () => {
    expect(await throwing(new TypeError('fetch failed', { cause: new Error('refused') }))).toMatchObject({
      message: 'no response: Error: refused',
    })
  })

  test.each([
    ['getaddrinfo ENOTFOUND example.signalwire.com', '; is the name of the space right?'],
    ['getaddrinfo ENOTFOUND proxy.example', ''],
    ['connect ECONNREFUSED example.signalwire.com', ''],
  ])('asks for the name of the space only if it was not found: %s', async (message, question) => {
    expect(await throwing(new Error(message))).toMatchObject({ message: `no response: Error: ${message}${question}` })
  })

  test('stays an error of the configuration, with what the call was', async () => {
    const error = await throwing(new ConfigurationError('fetch: expected a Response'))
    expect(error).toMatchObject({ name: 'ConfigurationError', message: 'fetch: expected a Response', ...called })
  })

  test('stays an error of the body, without secrets', async () => {
    const thrown = new ResponseBodyError('too-large', 'body of s3cret', { cause: new Error('s3cret') })
    expect(await throwing(thrown)).toMatchObject({
      ...{ name: 'ResponseBodyError', reason: 'too-large', message: 'body of [redacted]', cause: 'redacted cause' },
      ...called,
    })
  })
})

describe('hooks', () => {
  const shownUrl = `${origin}/list?name=[redacted] of list`

  test('receive every event of a call, and nothing that is hidden', async () => {
    const events: unknown[] = []
    const hooks = Object.fromEntries(
      ['onRequest', 'onResponse', 'onRetry', 'onError'].map((name) => [
        name,
        (event: object) => events.push({ name, ...event }),
      ]),
    )
    const { transport, world } = createTested(
      [replyOf(503, { 'x-request-id': 'r-1', cookie: 's3cret' }), new Error('reset'), replyOf(200)],
      { hooks: [hooks] },
    )
    await world.run(transport(target, undefined).send(url, { accept: 'a', cookie: 's3cret' }, limits))
    const event = (name: string, attempt: number) => ({
      name,
      ...{ callId: 1, operationId: 'list', path: '/list', url: shownUrl, attempt },
    })
    const answered = { durationMs: 0, requestId: null, headers: {} }
    expect(events).toEqual([
      { ...event('onRequest', 1), headers: { accept: 'a' } },
      { ...event('onResponse', 1), ...answered, status: 503, requestId: 'r-1', headers: { 'x-request-id': 'r-1' } },
      { ...event('onRetry', 1), delayMs: 100, reason: 'status 503', error: undefined },
      { ...event('onRequest', 2), headers: { accept: 'a' } },
      { ...event('onRetry', 2), delayMs: 200, reason: 'connection', error: expect.any(ConnectionError) },
      { ...event('onRequest', 3), headers: { accept: 'a' } },
      { ...event('onResponse', 3), ...answered, status: 200 },
    ])
  })

  test('are all called, with an event each', async () => {
    const events: object[] = []
    const hook = { onRequest: (event: object) => void events.push(event) }
    await createTested([replyOf(200)], { hooks: [hook, hook] })
      .transport(target, undefined)
      .send(url, {}, limits)
    expect(events.length).toBe(2)
    expect(events[0]).not.toBe(events[1])
    expect(events[0]).toEqual(events[1])
  })

  test('see the number of the call', async () => {
    const ids: number[] = []
    const hooks = [{ onRequest: ({ callId }: { callId: number }) => void ids.push(callId) }]
    const { transport } = createTested([replyOf(200), replyOf(200)], { hooks })
    for (const _ of [1, 2]) await transport(target, undefined).send(url, {}, limits)
    expect(ids).toEqual([1, 2])
  })

  test.each([
    ['an error of the client', undefined, new ConfigurationError('wrong'), 'configuration', undefined],
    ['another error', undefined, new Error('other'), 'aborted', undefined],
    ['an abort', AbortSignal.abort('stop'), new ConfigurationError('wrong'), 'aborted', 'stop'],
  ])('learn of a failure by %s', (_, signal, cause, reason, thrown) => {
    const events: unknown[] = []
    const world = createWorld()
    const hooks = [{ onError: (event: object) => void events.push(event) }]
    const call = createTested([], { hooks, world }).transport(target, signal)
    world.advance(7)
    const error = thrown ?? cause
    expect(call.fail(cause)).toBe(error)
    expect(events).toEqual([
      { callId: 1, operationId: 'list', path: '/list', url: undefined, attempt: 0, durationMs: 7, reason, error },
    ])
  })
})

describe('the calls of a client', () => {
  test('wait for a place, in their order', async () => {
    const { transport, sent, world } = createTested([replyOf(200), replyOf(200), replyOf(200)], { maxConcurrency: 1 })
    const calls = [1, 2, 3].map((at) => transport(target, undefined).send(`${origin}/${at}`, {}, limits))
    expect(sent.length).toBeLessThan(2)
    await world.run(Promise.all(calls))
    expect(sent.map(({ url }) => url)).toEqual([1, 2, 3].map((at) => `${origin}/${at}`))
  })

  test('give up waiting for a place at the deadline of the call', async () => {
    const { transport, world, sent } = createTested(['nothing'], { maxConcurrency: 1 })
    const retry = { ...limits.retry, maxRetries: 0 }
    const running = errorOf(
      transport(target, undefined).send(url, {}, { ...limits, timeoutMs: 5000, totalTimeoutMs: 9000, retry }),
    )
    const waiting = transport(target, undefined)
    const error = await world.run(errorOf(waiting.send(url, {}, limits)))
    expect(error).toMatchObject({ code: 'timeout', scope: 'total', timeoutMs: 3000, attempts: 0 })
    await world.run(running)
    expect(sent.length).toBe(1)
  })

  test('all wait after a 429', async () => {
    const { transport, world, sent } = createTested([replyOf(429, { 'retry-after': '1' }), replyOf(200), replyOf(200)])
    const first = transport(target, undefined).send(url, {}, limits)
    await settle()
    const second = transport(target, undefined).send(url, {}, limits)
    await settle()
    expect(sent.length).toBe(1)
    await world.run(Promise.all([first, second]))
    expect([sent.length, world.elapsed()]).toEqual([3, 1500])
  })

  test('do not wait after a 503', async () => {
    const { transport, world, sent } = createTested([replyOf(503, { 'retry-after': '1' }), replyOf(200), replyOf(200)])
    const first = transport(target, undefined).send(url, {}, limits)
    await settle()
    await transport(target, undefined).send(url, {}, limits)
    expect([sent.length, world.elapsed()]).toEqual([2, 0])
    await world.run(first)
  })

  test('end with the 429 if the pause is longer than the time they have', async () => {
    const { transport, world, sent } = createTested([replyOf(429, { 'retry-after': '2' })])
    const first = transport(target, undefined).send(url, {}, limits)
    await settle()
    const second = await transport(target, undefined).send(url, {}, { ...limits, totalTimeoutMs: 1500 })
    expect(second).toMatchObject({ reply: { status: 429 }, error: { message: 'status 429', attempts: 0 } })
    expect(sent.length).toBe(1)
    expect(await errorOf(world.run(first))).toMatchObject({ code: 'timeout' })
  })
})
