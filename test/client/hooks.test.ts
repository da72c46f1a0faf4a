import { describe, expect, test } from 'vitest'
import { createClientWith } from '../../src/client/client.js'
import { createDebugHooks, type Hooks } from '../../src/client/index.js'
import { createStandardHooks } from '../../src/client/transport/http-node.js'
import { createWorld, credentials, id, page, refusal, script } from '../support/client-world.js'

const call = { operationId: 'get_room_session', path: '/api/video/room_sessions/{id}' }

function createObserved(answers: Parameters<typeof script>[0], hooks: Hooks) {
  const world = createWorld({ random: () => 1 })
  const { fetch } = script(answers)
  return { world, ...createClientWith(world, { ...credentials, space: 'example', fetch, hooks }) }
}

test('tells of every attempt, wait and end of a call', async () => {
  const told: unknown[] = []
  const tell = (kind: string) => (event: object) => {
    told.push({ kind, ...event })
  }
  const hooks = {
    onRequest: tell('request'),
    onResponse: tell('response'),
    onRetry: tell('retry'),
    onError: tell('error'),
  }
  const answers = [
    refusal(503, { 'x-request-id': 'r-1', server: 'edge', 'x-other': '1' }),
    new Error('reset'),
    refusal(404),
  ]
  const { world, roomSessions } = createObserved(answers, hooks)

  const error = await world.run(roomSessions.get(id).catch((error: unknown) => error))

  const url = `https://example.signalwire.com/api/video/room_sessions/${id}`
  const event = (kind: string, attempt: number) => ({ kind, callId: 1, ...call, url, attempt })
  const sent = { headers: { accept: 'application/json', 'user-agent': 'signalwire-room-sessions/test' } }
  const type = { 'content-type': 'application/json' }
  const received = { requestId: 'r-1', headers: { ...type, server: 'edge', 'x-request-id': 'r-1' } }
  expect(told).toEqual([
    { ...event('request', 1), ...sent },
    { ...event('response', 1), status: 503, durationMs: 0, ...received },
    { ...event('retry', 1), delayMs: 250, reason: 'status 503', error: undefined },
    { ...event('request', 2), ...sent },
    {
      ...event('retry', 2),
      delayMs: 500,
      reason: 'connection',
      error: expect.objectContaining({ code: 'connection' }),
    },
    { ...event('request', 3), ...sent },
    { ...event('response', 3), status: 404, durationMs: 0, requestId: null, headers: type },
    { ...event('error', 3), durationMs: 750, reason: 'not-found', error },
  ])
})

test('has no URL in an error before the first attempt', async () => {
  const urls: unknown[] = []
  const { api } = createObserved([page([1])], { onError: ({ url, attempt }) => urls.push(url, attempt) })
  const call = api.GET('/api/video/room_sessions', { signal: 1 as never })
  await expect(call).rejects.toMatchObject({ code: 'configuration' })
  expect(urls).toEqual([undefined, 0])
})

describe('debug hooks', () => {
  const get = `get_room_session GET https://example.signalwire.com/api/video/room_sessions/${id}`
  const observe = (answers: Parameters<typeof script>[0]) => {
    const lines: string[] = []
    return {
      lines,
      ...createObserved(
        answers,
        createDebugHooks((line) => lines.push(line)),
      ),
    }
  }

  test('write one line for each attempt', async () => {
    const limit = refusal(429, { 'retry-after': '2', 'x-request-id': 'r-1' })
    const { lines, world, roomSessions } = observe([limit, new Error('reset'), refusal(404), Response.json({ id })])
    await world.run(roomSessions.get(id).catch(() => {}))
    await roomSessions.get(id)
    expect(lines).toEqual([
      `signalwire #1 ${get}, attempt 1: status 429 in 0 ms, retry-after 2, request id r-1`,
      `signalwire #1 ${get}, attempt 2: connection: no response: Error: reset, next attempt in 500 ms`,
      `signalwire #1 ${get}, attempt 3: status 404 in 0 ms`,
      `signalwire #2 ${get}, attempt 1: status 200 in 0 ms`,
    ])
  })

  test('write why the last attempt failed, or why the body of a response is not used', async () => {
    const { lines, world, roomSessions } = observe([new Error('reset'), Response.json([])])
    await world.run(roomSessions.get(id, { retry: false }).catch(() => {}))
    await world.run(roomSessions.get(id, { retry: false }).catch(() => {}))
    expect(lines).toEqual([
      `signalwire #1 ${get}, attempt 1: connection: no response: Error: reset`,
      `signalwire #2 ${get}, attempt 1: status 200 in 0 ms`,
      `signalwire #2 ${get}, attempt 1: response-body: expected an object`,
    ])
  })

  test('do not show the reason of an abort, which may be anything', async () => {
    const { lines, roomSessions } = observe([Response.json({})])
    await roomSessions.get(id, { signal: AbortSignal.abort(new Error('secret')) }).catch(() => {})
    expect(lines).toEqual(['signalwire #1 get_room_session: aborted'])
  })

  test('write on one line whatever a response contains', async () => {
    const { lines, roomSessions } = observe([Response.json({ id }, { headers: { 'x-request-id': '\u001b[2Jr' } })])
    await roomSessions.get(id)
    expect(lines).toEqual([String.raw`signalwire #1 ${get}, attempt 1: status 200 in 0 ms, request id \u001b[2Jr`])
  })

  test('write beside the hooks of the client', async () => {
    const lines: string[] = []
    const world = createWorld({ hooks: createDebugHooks((line) => lines.push(line)) })
    const statuses: number[] = []
    const hooks: Hooks = { onResponse: ({ status }) => statuses.push(status) }
    const { fetch } = script([Response.json({ id })])
    await createClientWith(world, { ...credentials, space: 'example', fetch, hooks }).roomSessions.get(id)
    expect({ lines: lines.length, statuses }).toEqual({ lines: 1, statuses: [200] })
  })
})

test.each([
  ['1', true],
  ['yes', true],
  ['0', false],
  ['false', false],
  ['', false],
  [undefined, false],
])('SIGNALWIRE_DEBUG=%s turns the debug hooks on: %s', (value, isOn) => {
  const hooks = createStandardHooks((name) => (name === 'SIGNALWIRE_DEBUG' ? value : undefined))
  expect(hooks !== undefined).toBe(isOn)
})

test('tells of an abort as such', async () => {
  const told: unknown[] = []
  const { roomSessions } = createObserved([refusal(404)], { onError: ({ reason, error }) => told.push(reason, error) })
  const mine = new Error('mine')
  await expect(roomSessions.get(id, { signal: AbortSignal.abort(mine) })).rejects.toBe(mine)
  expect(told).toEqual(['aborted', mine])
})

test('tells of client.api too, and of paths that are no operation’s', async () => {
  const told: unknown[] = []
  const { api } = createObserved([Response.json({})], {
    onRequest: ({ callId, operationId, path }) => told.push([callId, operationId, path]),
  })
  await api.GET('/api/video/room_sessions')
  // Types can be got round.
  await api.GET('/api/video/unknown' as '/api/video/room_sessions')
  expect(told).toEqual([
    [1, 'list_room_sessions', '/api/video/room_sessions'],
    [2, undefined, undefined],
  ])
})

test('calls the hooks of an object as its methods', async () => {
  class Counter implements Hooks {
    requests = 0
    onRequest() {
      this.requests++
    }
  }
  const counter = new Counter()
  const { roomSessions } = createObserved([Response.json({ id })], counter)
  await roomSessions.get(id)
  expect(counter.requests).toBe(1)
})

test('is broken by no hook: not by one that throws, rejects, never ends or changes its event', async () => {
  const hooks: Hooks = {
    onRequest: () => {
      throw new Error('broken')
    },
    onResponse: async (event) => {
      Object.assign(event, { attempt: 99, callId: 99 })
      throw new Error('broken later')
    },
    get onRetry(): never {
      throw new Error('broken before')
    },
    onError: () => new Promise(() => {}),
  }
  const { world, roomSessions } = createObserved([refusal(503), Response.json({ id })], hooks)
  expect(await world.run(roomSessions.get(id))).toEqual({ id })
  await expect(world.run(roomSessions.list())).rejects.toMatchObject({ reason: 'unexpected-shape' })
})

test('shows the calls of methods to middleware of client.api, with a response that can be cloned', async () => {
  const { api, roomSessions } = createObserved([Response.json({ id })], {})
  const seen: unknown[] = []
  api.use({
    onRequest: ({ request }) => request.headers.set('x-mine', '1'),
    onResponse: async ({ schemaPath, response }) => void seen.push(schemaPath, await response.clone().json()),
  })
  expect(await roomSessions.get(id)).toEqual({ id })
  expect(seen).toEqual(['/api/video/room_sessions/{id}', { id }])
})

test('makes the same error of an answer of middleware as of one of the service', async () => {
  const { api, roomSessions } = createObserved([Response.json({ id })], {})
  api.use({ onRequest: () => Response.json({ error: 'because' }, { status: 404 }) })
  await expect(roomSessions.get(id)).rejects.toMatchObject({
    code: 'not-found',
    message: 'received status 404: because',
    operationId: 'get_room_session',
    attempts: 0,
  })
})

test('names the target of a redirect that middleware answered with', async () => {
  const { api, roomSessions } = createObserved([Response.json({ id })], {})
  api.use({ onRequest: () => new Response(null, { status: 302, headers: { location: '/elsewhere' } }) })
  await expect(roomSessions.get(id)).rejects.toThrow('a redirect to example.signalwire.com')
})
