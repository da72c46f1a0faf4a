import { expect, test } from 'vitest'
import { createClientWith } from '../../src/client/client.js'
import { createWorld, credentials, script } from '../support/client-world.js'

type Path = '/api/video/room_sessions'

function createScripted(answers: Parameters<typeof script>[0]) {
  const { fetch, requests } = script(answers)
  const { api } = createClientWith(createWorld(), { ...credentials, space: 'example', retry: false, fetch })
  // Types can be bypassed.
  return { get: (path: string) => api.GET(path as Path), requests }
}

test.each(['@evil.example/x', ':80@evil.example/x', 'x:y@evil.example/x', ':port/x'])(
  'the path %s, with which the URL has another host or none, is refused',
  async (path) => {
    const { get, requests } = createScripted([Response.json({})])
    await expect(get(path)).rejects.toThrow('path: expected a path that makes a valid URL')
    expect(requests).toEqual([])
  },
)

test.each(['/a@b', '/x:yz@b', '/a?b=http://c@d'])('the path %s may contain an @', async (path) => {
  const { get, requests } = createScripted([Response.json({})])
  await get(path)
  expect(requests.map(({ url }) => url)).toEqual([`https://example.signalwire.com${path}`])
})

test.each([{ timeoutMs: -1 }, { retry: { maxRetries: -1 } }, { maxResponseBytes: 0 }])(
  'the error of the limit %j names the operation',
  async (limits) => {
    const { fetch, requests } = script([Response.json({})])
    const { api } = createClientWith(createWorld(), { ...credentials, space: 'example', fetch })
    const call = api.GET('/api/video/room_sessions', limits)
    await expect(call).rejects.toMatchObject({ code: 'configuration', operationId: 'list_room_sessions', attempts: 0 })
    expect(requests).toEqual([])
  },
)

test.each([400, 404, 599])('an error with the status %i is a value, whatever its body is', async (status) => {
  const { get } = createScripted([new Response('<html>', { status })])
  const { error, response } = await get('/api/video/room_sessions')
  expect([error, response.status]).toEqual(['<html>', status])
})

test.each([600, 999])('an error with the status %i, which no `Response` can have, is thrown', async (status) => {
  const answer = Object.assign(new Response('x'), {
    clone: () => ({ status, headers: new Headers(), text: () => 'x' }),
  })
  await expect(createScripted([answer]).get('/api/video/room_sessions')).rejects.toMatchObject({ code: 'api', status })
})
