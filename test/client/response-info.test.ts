import { expect, test, vi } from 'vitest'
import { createClientWith } from '../../src/client/client.js'
import { ApiError, NotFoundError, ServerError, SignalWireError } from '../../src/client/index.js'
import { findRequestId, toResponseInfo, toShownHeaders } from '../../src/client/response-info.js'
import { createWorld, credentials, id, page, refusal, script } from '../support/client-world.js'

function createScripted(answers: Parameters<typeof script>[0]) {
  const world = createWorld()
  const { roomSessions } = createClientWith(world, { ...credentials, space: 'example', fetch: script(answers).fetch })
  return { world, roomSessions }
}

const { apiToken } = credentials

test('gives status, headers, request id and attempts of a response', async () => {
  const headers = { 'x-request-id': 'own-id', 'x-mine': '1' }
  const { world, roomSessions } = createScripted([refusal(503), Response.json({ id }, { headers })])
  const { data, response } = await world.run(roomSessions.get(id).withResponse())
  expect(data).toEqual({ id })
  expect(response).toMatchObject({ status: 200, requestId: 'own-id', attempts: 2 })
  expect(response.headers.get('x-mine')).toBe('1')
})

test('gives the response of a page, which is not printed with it', async () => {
  const { roomSessions } = createScripted([page([1])])
  const first = await roomSessions.list()
  expect(first.response).toMatchObject({ status: 200, requestId: null, attempts: 1 })
  expect(Object.keys(first)).not.toContain('response')
  const { data, response } = await roomSessions.list().withResponse()
  expect([data.data, response.status]).toEqual([[{ id: 1 }], 200])
})

test('fails once when only withResponse() is awaited', async () => {
  const { roomSessions } = createScripted([refusal(404)])
  const unhandled: unknown[] = []
  const listen = (error: unknown) => unhandled.push(error)
  process.on('unhandledRejection', listen)
  await expect(roomSessions.get(id).withResponse()).rejects.toBeInstanceOf(NotFoundError)
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
  process.off('unhandledRejection', listen)
  expect(unhandled).toEqual([])
})

test('a request id is shown without spaces around it, and up to 200 characters of it', () => {
  const idOf = (value: string) => findRequestId(new Headers({ 'x-request-id': value }), String)
  expect([idOf(' a '), idOf('x'.repeat(200)), idOf('y'.repeat(201)), idOf(' ')]).toEqual([
    ...['a', 'x'.repeat(200), 'y'.repeat(200), null],
  ])
})

const shown = (names: readonly string[]) =>
  Object.keys(
    toShownHeaders(
      names.map((name) => [name, '1']),
      String,
    ),
  )

test.each([
  ['accept', 'user-agent', 'date', 'server', 'via', 'content-type', 'content-length', 'content-encoding'],
  ['retry-after', 'retry-after-ms', 'ratelimit', 'ratelimit-policy', 'ratelimit-remaining', 'x-ratelimit-limit'],
  ['x-request-id', 'x-signalwire-request-id', 'request-id', 'x-amzn-requestid'],
])('hooks see the headers %s, %s, %s, %s and others, in any case', (...names) => {
  expect(shown(names)).toEqual(names)
  expect(shown(names.map((name) => name.toUpperCase()))).toEqual(names)
})

test('a request id is shortened after its secrets are taken out, so that no part of one stays', () => {
  const redact = (text: string) => text.replaceAll(apiToken, '[redacted]')
  const start = 'x'.repeat(193)
  expect(findRequestId(new Headers({ 'x-request-id': start + apiToken }), redact)).toBe(`${start}[redact`)
})

test('the headers of a response are the same object each time', () => {
  const response = toResponseInfo({ status: 200, headers: new Headers({ 'x-a': '1' }) }, 1, String)
  expect(response.headers).toBe(response.headers)
  expect([...response.headers]).toEqual([['x-a', '1']])
})

test('hooks do not see headers that are named like those', () => {
  const names = [
    'accept-language',
    'x-user-agent',
    'x-date',
    'server-timing',
    'x-via',
    'content-location',
    'x-retry-after',
  ]
  expect(shown([...names, 'my-ratelimit', 'x-x-ratelimit', 'x-request-ids', 'my-request-id', 'set-cookie'])).toEqual([])
})

test('the request id is that of the first of these headers that is not empty', () => {
  const headers = { 'x-request-id': ' ', 'x-signalwire-request-id': 'b', 'request-id': 'c', 'x-amzn-requestid': 'd' }
  expect(findRequestId(new Headers(headers), String)).toBe('b')
  expect(findRequestId(new Headers({ ...headers, 'x-request-id': 'a' }), String)).toBe('a')
})

test.each(['x-request-id', 'x-signalwire-request-id', 'request-id', 'x-amzn-requestid'])(
  'names the request id of %s in an error',
  async (name) => {
    const { roomSessions } = createScripted([refusal(404, { [name]: 'own-id' })])
    const error: unknown = await roomSessions.get(id).catch((error: unknown) => error)
    expect(error).toMatchObject({ requestId: 'own-id', message: 'received status 404: because (request id own-id)' })
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ requestId: 'own-id' })
  },
)

test('names the request id of a body that cannot be used', async () => {
  const { roomSessions } = createScripted([
    new Response('<html>', { headers: { 'x-request-id': 'own-id' } }),
    Response.json([], { headers: { 'x-request-id': 'own-id' } }),
  ])
  for (const reason of ['not-json', 'unexpected-shape']) {
    await expect(roomSessions.get(id)).rejects.toMatchObject({
      reason,
      message: expect.stringContaining('(request id own-id)'),
    })
  }
})

test('holds no token that a server gives back in its headers', async () => {
  const headers = { 'x-request-id': apiToken, 'x-echo': `a ${apiToken}`, [apiToken]: '1' }
  const { roomSessions } = createScripted([Response.json({ id }, { headers }), refusal(404, headers)])
  const { response } = await roomSessions.get(id).withResponse()
  const error = await roomSessions.get(id).catch((error: unknown) => error)
  const shown = [response.requestId, ...[...response.headers].flat(), JSON.stringify(error), String(error)].join(' ')
  expect(shown.toLowerCase()).not.toContain(apiToken.toLowerCase())
  expect(response.requestId).toBe('[redacted]')
})

test('is a whole Promise, as a list', async () => {
  const { roomSessions } = createScripted([refusal(404), page([1])])
  expect(await roomSessions.list().catch((error: unknown) => error)).toBeInstanceOf(NotFoundError)
  let isOver = false
  const end = () => {
    isOver = true
  }
  expect((await roomSessions.list().finally(end)).data).toEqual([{ id: 1 }])
  expect(isOver).toBe(true)
})

test('knows an error of another copy of the package', async () => {
  vi.resetModules()
  const copy = await import('../../src/client/index.js')
  const failed = { status: 404, headers: new Headers(), body: '', retryAfterMs: undefined, requestId: null }
  const error = new copy.NotFoundError('other', failed)
  expect(copy.NotFoundError).not.toBe(NotFoundError)
  expect([NotFoundError, ApiError, SignalWireError, Error].map((type) => error instanceof type)).toEqual(
    Array(4).fill(true),
  )
  expect(error instanceof ServerError).toBe(false)
  const OfOthers = { NotFoundError: class NotFoundError extends Error {} }.NotFoundError
  expect((new OfOthers() as unknown) instanceof NotFoundError).toBe(false)
  class Own extends NotFoundError {}
  expect([error instanceof Own, new Own('own', failed) instanceof NotFoundError]).toEqual([false, true])
  for (const other of [null, undefined, 'x', 5, {}, new Error('x'), Object.create(null)]) {
    expect((other as unknown) instanceof SignalWireError).toBe(false)
  }
})
