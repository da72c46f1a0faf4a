import { expect, test } from 'vitest'
import { createClientWith } from '../../src/client/client.js'
import type { ClientOptions, SignalWireError } from '../../src/client/index.js'
import { createWorld, credentials, id, page, refusal, script } from '../support/client-world.js'

function createPatient(answers: Parameters<typeof script>[0], options: ClientOptions = {}, random = 0.5) {
  const world = createWorld({ random: () => random })
  const { fetch, requests } = script(answers)
  const { roomSessions, api } = createClientWith(world, { ...credentials, space: 'example', fetch, ...options })
  /** Waits between attempts: all but the deadlines. */
  const waits = () => world.waits.filter((_, index) => index % 2 === 1)
  return { world, requests, waits, roomSessions, api, get: () => world.run(roomSessions.get(id)) }
}

const hang = () => new Promise<Response>(() => {})

test('waits longer from attempt to attempt, then gives up with the last error', async () => {
  const { get, waits, requests } = createPatient([refusal(500), new Error('reset'), refusal(502), refusal(503)])
  await expect(get()).rejects.toMatchObject({ name: 'ServerError', status: 503, attempts: 4 })
  expect(requests).toHaveLength(4)
  expect(waits()).toEqual([125, 250, 500])
})

test('waits what the server asks for, and a little more', async () => {
  const { get, waits } = createPatient([refusal(429, { 'retry-after': '7' }), Response.json({})])
  await get()
  expect(waits()).toEqual([7_125])
})

test('fails at once when the server asks for too long a wait', async () => {
  const { get, waits } = createPatient([refusal(429, { 'retry-after': '61' })])
  await expect(get()).rejects.toMatchObject({ name: 'RateLimitError', retryAfterMs: 61_000, attempts: 1 })
  expect(waits()).toEqual([])
})

test('fails at once with the last error when the next wait would pass the total deadline', async () => {
  const { get, world } = createPatient([refusal(503, { 'retry-after': '50' })])
  await expect(get()).rejects.toMatchObject({ status: 503, attempts: 3 })
  expect(world.elapsed()).toBe(100_250)
})

test('fails at once with the last error when the next wait would end exactly at the total deadline', async () => {
  const { get, waits } = createPatient([refusal(503, { 'retry-after': '50' })], { totalTimeoutMs: 50_125 })
  await expect(get()).rejects.toMatchObject({ status: 503, attempts: 1 })
  expect(waits()).toEqual([])
})

test('ends an attempt that hangs, and repeats it', async () => {
  const { get, world, requests } = createPatient([hang, Response.json({})])
  await get()
  expect(world.waits[0]).toBe(30_000)
  expect(requests[0]?.signal.aborted).toBe(true)
})

test('ends a body that hangs', async () => {
  const body = () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }))
  const { get } = createPatient([body], { retry: { maxRetries: 2 } })
  await expect(get()).rejects.toMatchObject({ name: 'TimeoutError', scope: 'attempt', timeoutMs: 30_000, attempts: 3 })
})

test('ends the last attempt with the total deadline', async () => {
  const { get, world } = createPatient([hang], { timeoutMs: 50_000 })
  await expect(get()).rejects.toMatchObject({ name: 'TimeoutError', scope: 'total', timeoutMs: 120_000, attempts: 3 })
  expect(world.elapsed()).toBe(120_000)
})

test('sets no deadline when there is to be none', async () => {
  const { get, world } = createPatient([Response.json({})], { timeoutMs: false, totalTimeoutMs: false })
  await get()
  expect(world.waits).toEqual([])
})

test.each([{ maxRetries: undefined, shouldRetry: undefined }, null])(
  'leaves the retries of a client as they are for a call with %j',
  async (retry) => {
    const shouldRetry = () => true
    const { world, roomSessions } = createPatient([refusal(404)], { retry: { maxRetries: 1, shouldRetry } })
    const call = roomSessions.get(id, { retry: retry as never })
    await expect(world.run(call)).rejects.toMatchObject({ attempts: 2 })
  },
)

test('takes the limits that a call does not give from its client', async () => {
  const { world, roomSessions } = createPatient([hang], { timeoutMs: 1_000, retry: false })
  const call = roomSessions.get(id, { totalTimeoutMs: 5_000, maxResponseBytes: 10 })
  await expect(world.run(call)).rejects.toMatchObject({ scope: 'attempt', timeoutMs: 1_000, attempts: 1 })
})

test('does not repeat when that is turned off, for a client or for one call', async () => {
  const { world, requests, roomSessions } = createPatient([refusal(503)])
  await expect(world.run(roomSessions.get(id, { retry: false }))).rejects.toMatchObject({ attempts: 1 })
  expect(requests).toHaveLength(1)
  const other = createPatient([refusal(503)], { retry: false })
  await expect(other.world.run(other.roomSessions.list())).rejects.toMatchObject({ attempts: 1 })
  await expect(other.world.run(other.roomSessions.list({}, { retry: { maxRetries: 1 } }))).rejects.toMatchObject({
    attempts: 2,
  })
})

test('repeats as often as it is told, without a wait when that is told', async () => {
  const options = { retry: { maxRetries: 1_100, baseDelayMs: 0 } }
  const { get, requests } = createPatient([refusal(503)], options)
  await expect(get()).rejects.toMatchObject({ status: 503, attempts: 1_101 })
  expect(requests).toHaveLength(1_101)
})

const oddWords: readonly { error: unknown }[] = [
  { error: { toString: 'x' } },
  { error: [{ toString: 1 }] },
  { error: 5 },
  { error: null },
]

test.each(oddWords)('tells a refusal by its status, though its body is %j', async (body) => {
  const { get } = createPatient([Response.json(body, { status: 404 })])
  await expect(get()).rejects.toMatchObject({ code: 'not-found', message: 'received status 404', body })
})

test('tells a refusal by its status, however deep its words lie', async () => {
  const body = `{"error":${'['.repeat(4_000)}${']'.repeat(4_000)}}`
  const { get } = createPatient([new Response(body, { status: 404 })])
  await expect(get()).rejects.toMatchObject({ code: 'not-found' })
})

test('asks a token function at every attempt', async () => {
  const tokens = ['first-token', 'second-token']
  const { get, requests } = createPatient([refusal(503), Response.json({})], {
    apiToken: async () => tokens.shift() ?? '',
  })
  await get()
  const sent = requests.map(
    ({ headers }) => atob(headers.get('authorization')?.replace('Basic ', '') ?? '').split(':')[1],
  )
  expect(sent).toEqual(['first-token', 'second-token'])
})

test('ends a token function that hangs with the deadline of the attempt', async () => {
  const { get, requests } = createPatient([Response.json({})], { apiToken: () => new Promise(() => {}) })
  await expect(get()).rejects.toMatchObject({ name: 'TimeoutError' })
  expect(requests).toEqual([])
})

test('does not repeat after a token function that fails', async () => {
  const { get } = createPatient([Response.json({})], { apiToken: () => Promise.reject(new Error('vault is sealed')) })
  await expect(get()).rejects.toMatchObject({
    name: 'ConfigurationError',
    attempts: 1,
    cause: { message: 'vault is sealed' },
  })
})

test('keeps the platform’s own error as the cause, and names its code', async () => {
  const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
  const cause = new TypeError('fetch failed', { cause: reset })
  const { get } = createPatient([cause])
  await expect(get()).rejects.toMatchObject({
    name: 'ConnectionError',
    message: 'no response: Error: read ECONNRESET',
    cause,
  })
})

test.each([
  ['node:http', (cause: Error) => cause],
  ['fetch', (cause: Error) => new TypeError('fetch failed', { cause })],
])('names the reason of every address of a host that %s could not reach', async (_, wrap) => {
  const refused = ['127.0.0.1:1', '::1:1'].map((address) => {
    return Object.assign(new Error(`connect ECONNREFUSED ${address}`), { code: 'ECONNREFUSED' })
  })
  const { world, get } = createPatient([wrap(Object.assign(new AggregateError(refused), { code: 'ECONNREFUSED' }))])
  await expect(world.run(get())).rejects.toMatchObject({
    code: 'connection',
    message: 'no response: Error: connect ECONNREFUSED 127.0.0.1:1; Error: connect ECONNREFUSED ::1:1',
    attempts: 4,
  })
})

test.each([
  ['node:http', (cause: Error) => cause, (error: Error) => error.cause],
  ['fetch', (cause: Error) => new TypeError('fetch failed', { cause }), (error: Error) => (error.cause as Error).cause],
])('says by its code that %s refused a certificate, at once and without the certificate', async (_, wrap, find) => {
  const message = "Hostname/IP does not match certificate's altnames: IP: 127.0.0.1 is not in the cert's list: "
  const cause = Object.assign(new Error(message), {
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    cert: { raw: Buffer.from('certificate') },
  })
  const { get, requests } = createPatient([wrap(cause)])
  const error: Error = await get().then(undefined, (error) => error)
  expect(error).toMatchObject({ code: 'connection', attempts: 1 })
  expect(find(error)).toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
  expect(find(error)).not.toHaveProperty('cert')
  expect(requests).toHaveLength(1)
})

test('gives client.api every status of the service as a value, over the same transport', async () => {
  const { world, api, requests } = createPatient([refusal(503), page([1]), refusal(404)])
  const found = await world.run(api.GET('/api/video/room_sessions', { params: { query: { status: 'completed' } } }))
  expect(found.response).toBeInstanceOf(Response)
  expect(found.data?.data).toHaveLength(1)
  expect(requests).toHaveLength(2)
  const { error, response } = await world.run(api.GET('/api/video/room_sessions/{id}', { params: { path: { id } } }))
  expect([response.status, error]).toEqual([404, { error: 'because' }])
})

test('throws what is no answer of the service to users of client.api too', async () => {
  const { world, api } = createPatient([new Response('<html>'), new Response(''), refusal(302)])
  for (const name of ['ResponseBodyError', 'ResponseBodyError', 'RedirectError']) {
    await expect(world.run(api.GET('/api/video/room_sessions'))).rejects.toMatchObject({
      name,
      operationId: 'list_room_sessions',
    })
  }
})

test('takes limits and a signal with a single call of client.api', async () => {
  const { world, api } = createPatient([refusal(503)])
  const { response } = await world.run(api.GET('/api/video/room_sessions', { retry: false }))
  expect(response.status).toBe(503)
  const signal = AbortSignal.abort('enough')
  await expect(world.run(api.GET('/api/video/room_sessions', { signal }))).rejects.toBe('enough')
})

test('sends no credentials to another base URL of a single call', async () => {
  const { world, api, requests } = createPatient([page([1])])
  await world.run(api.GET('/api/video/room_sessions', { baseUrl: 'https://example.signalwire.com.evil.example' }))
  expect(requests[0]?.headers.has('authorization')).toBe(false)
})

test('repeats nothing but GET', async () => {
  const { world, api, requests } = createPatient([page([1])])
  await expect(world.run(api.request('post' as 'get', '/api/video/room_sessions'))).rejects.toMatchObject({
    name: 'ConfigurationError',
  })
  expect(requests).toEqual([])
})

test.each([500, 507, 520, 522, 524, 529, 599])('repeats after a %i', async (status) => {
  const { get } = createPatient([refusal(status), Response.json({ id })])
  expect(await get()).toEqual({ id })
})

test.each([501, 505, 511, 404, 400])('does not repeat after a %i', async (status) => {
  const { get, requests } = createPatient([refusal(status), Response.json({ id })])
  await expect(get()).rejects.toMatchObject({ status })
  expect(requests).toHaveLength(1)
})

test('asks shouldRetry, within the limits', async () => {
  const asked: unknown[] = []
  const shouldRetry = (error: SignalWireError, attempt: number) => {
    asked.push([error.code, attempt])
    return error.code === 'not-found' ? true : error.code === 'server' ? false : undefined
  }
  const retry = { maxRetries: 2, shouldRetry }
  const { get, requests } = createPatient([refusal(404), new Error('reset'), refusal(404)], { retry })
  await expect(get()).rejects.toMatchObject({ code: 'not-found', attempts: 3 })
  expect(requests).toHaveLength(3)
  const never = createPatient([refusal(503)], { retry })
  await expect(never.get()).rejects.toMatchObject({ attempts: 1 })
  expect(asked).toEqual([
    ['not-found', 1],
    ['connection', 2],
    ['server', 1],
  ])
})

test('fails with a typed error when shouldRetry does', async () => {
  const shouldRetry = () => {
    throw new Error('broken')
  }
  const { get } = createPatient([refusal(503)], { retry: { shouldRetry } })
  await expect(get()).rejects.toMatchObject({ code: 'configuration', message: 'shouldRetry: the function failed' })
})

test('lets all calls of the client wait after a 429', async () => {
  const { world, roomSessions, requests } = createPatient([refusal(429, { 'retry-after': '7' }), Response.json({ id })])
  const times: number[] = []
  const first = roomSessions.get(id)
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
  const others = [1, 2, 3].map(() => roomSessions.get(id).then(() => times.push(world.elapsed())))
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
  expect(requests).toHaveLength(1)
  await world.run(Promise.all([first, ...others]))
  expect(times.every((time) => time >= 7_000)).toBe(true)
  expect(requests).toHaveLength(5)
})

test('lets all calls wait for the longest pause, whichever 429 comes last', async () => {
  const gone: ((retryAfter: string) => void)[] = []
  const answer = () =>
    new Promise<Response>((resolve) => gone.push((retryAfter) => resolve(refusal(429, { 'retry-after': retryAfter }))))
  const { world, roomSessions, requests } = createPatient([answer, answer, Response.json({ id })])
  const turns = async () => {
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  const calls = [roomSessions.get(id), roomSessions.get(id)]
  await turns()
  gone[0]?.('20')
  await turns()
  gone[1]?.('1')
  await turns()
  world.advance(19_000)
  await turns()
  expect(requests).toHaveLength(2)
  await world.run(Promise.all(calls))
  expect(requests).toHaveLength(4)
})

test.each<[string, object, string, number]>([
  ['that is never repeated', { retry: false }, '7', 7_250],
  ['that was the last attempt', { retry: { maxRetries: 0 } }, '7', 7_250],
  ['that asks for too long a wait', {}, '61', 0],
])('lets the next call wait after a 429 %s, if that is allowed', async (_, options, retryAfter, waited) => {
  const answers = [refusal(429, { 'retry-after': retryAfter }), Response.json({ id })]
  const { world, roomSessions, get } = createPatient(answers, options)
  await expect(get()).rejects.toMatchObject({ status: 429, attempts: 1 })
  const start = world.elapsed()
  await world.run(roomSessions.get(id))
  expect(world.elapsed() - start).toBe(waited)
})

test('fails at once with the 429 of another call when the pause would pass the deadline', async () => {
  const { world, roomSessions } = createPatient([refusal(429, { 'retry-after': '7' }), Response.json({ id })])
  const first = roomSessions.get(id)
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
  await expect(roomSessions.get(id, { totalTimeoutMs: 5_000 })).rejects.toMatchObject({
    code: 'rate-limit',
    attempts: 0,
  })
  await world.run(first)
})

test('makes no more requests at the same time than allowed, and passes over calls that were aborted', async () => {
  const open: (() => void)[] = []
  const answer = () => new Promise<Response>((resolve) => open.push(() => resolve(Response.json({ id }))))
  const { world, roomSessions, requests } = createPatient([answer], { maxConcurrency: 2 })
  const turns = async () => {
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  const calls = [1, 2, 3].map(() => roomSessions.get(id))
  const aborted = new AbortController()
  const gone = roomSessions.get(id, { signal: aborted.signal }).catch((error: unknown) => error)
  const last = roomSessions.get(id)
  await turns()
  expect(requests).toHaveLength(2)
  aborted.abort('mine')
  expect(await gone).toBe('mine')
  while (open.length > 0) {
    open.shift()?.()
    await turns()
  }
  await world.run(Promise.all([...calls, last]))
  expect(requests).toHaveLength(4)
})

test('ends a call that waits for room with its total deadline', async () => {
  const { world, roomSessions } = createPatient([hang], {
    maxConcurrency: 1,
    timeoutMs: 500_000,
    totalTimeoutMs: 400_000,
  })
  const first = roomSessions.get(id).catch((error: unknown) => error)
  const second = roomSessions.get(id, { totalTimeoutMs: 1_000 })
  await expect(world.run(second)).rejects.toMatchObject({ code: 'timeout', scope: 'total', attempts: 0 })
  expect(await world.run(first)).toMatchObject({ code: 'timeout' })
})

test('asks about the name of a space that does not exist', async () => {
  const cause = new Error('getaddrinfo ENOTFOUND example.signalwire.com')
  const message = `no response: Error: ${cause.message}; is the name of the space right?`
  await expect(createPatient([cause]).get()).rejects.toMatchObject({ code: 'connection', message })
  const proxy = new Error('getaddrinfo ENOTFOUND proxy.example')
  await expect(createPatient([proxy]).get()).rejects.toMatchObject({ message: `no response: Error: ${proxy.message}` })
})
