import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import nock from 'nock'
import { MockAgent, fetch as undiciFetch } from 'undici'
import { expect, onTestFinished, test } from 'vitest'
import { createClientWith } from '../../src/client/client.js'
import { createWorld, credentials, id } from '../support/client-world.js'

test('is seen by nock, though it had called the same host before', async () => {
  nock.restore()
  const server = createServer((_, response) => response.end('{}')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { roomSessions } = createClientWith(createWorld(), { ...credentials, baseUrl })
  expect(await roomSessions.get(id)).toEqual({})
  nock.activate()
  onTestFinished(() => nock.restore())
  const scope = nock(baseUrl).get(`/api/video/room_sessions/${id}`).reply(200, { name: 'mock' })
  expect(await roomSessions.get(id)).toEqual({ name: 'mock' })
  scope.done()
})

test('is seen by a MockAgent of undici through its fetch, and fails as any call when nothing matches', async () => {
  const agent = new MockAgent()
  agent.disableNetConnect()
  agent
    .get('https://example.signalwire.com')
    .intercept({ path: `/api/video/room_sessions/${id}`, headers: { accept: 'application/json' } })
    .reply(200, { name: 'mock' })
  const { roomSessions } = createClientWith(createWorld(), {
    ...credentials,
    space: 'example',
    fetch: (url, init) => undiciFetch(url, { ...init, dispatcher: agent }),
  })
  expect(await roomSessions.get(id)).toEqual({ name: 'mock' })
  agent.assertNoPendingInterceptors()
  await expect(roomSessions.get(id, { retry: false })).rejects.toMatchObject({ code: 'connection' })
})
