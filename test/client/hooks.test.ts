import { expect, test } from 'vitest'
import { createClientWith } from '../../src/client/client.js'
import type { Hooks } from '../../src/client/index.js'
import { createWorld, credentials, id, refusal, script } from '../support/client-world.js'

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
  const { world, roomSessions } = createObserved([refusal(503), new Error('reset'), refusal(404)], hooks)

  const error = await world.run(roomSessions.get(id).catch((error: unknown) => error))

  expect(told).toEqual([
    { kind: 'request', callId: 1, ...call, attempt: 1 },
    { kind: 'response', callId: 1, ...call, attempt: 1, status: 503, durationMs: 0 },
    { kind: 'retry', callId: 1, ...call, attempt: 1, delayMs: 250, reason: 'status 503' },
    { kind: 'request', callId: 1, ...call, attempt: 2 },
    { kind: 'retry', callId: 1, ...call, attempt: 2, delayMs: 500, reason: 'connection' },
    { kind: 'request', callId: 1, ...call, attempt: 3 },
    { kind: 'response', callId: 1, ...call, attempt: 3, status: 404, durationMs: 0 },
    { kind: 'error', callId: 1, ...call, attempt: 3, durationMs: 750, reason: 'not-found', error },
  ])
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
    onRequest: ({ callId, operationId }) => told.push([callId, operationId]),
  })
  await api.GET('/api/video/room_sessions')
  // Types can be got round.
  await api.GET('/api/video/unknown' as '/api/video/room_sessions')
  expect(told).toEqual([
    [1, 'list_room_sessions'],
    [2, undefined],
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
