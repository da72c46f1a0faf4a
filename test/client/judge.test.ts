import { describe, expect, test } from 'vitest'
import { ConnectionError, createClient } from '../../src/client/index.js'
import { credentials } from '../support/client-world.js'

const id = 'c22d24f6-5a47-4597-9a23-c7d01e696b92'

const clientFor = (text: string) =>
  createClient({ ...credentials, space: 'example', retry: false, fetch: async () => new Response(text) })

describe('a body', () => {
  test.each(['[]', '5', 'null', '"a"'])('of one item is not %s', async (text) => {
    await expect(clientFor(text).roomSessions.get(id)).rejects.toMatchObject({
      ...{ reason: 'unexpected-shape', message: 'expected an object' },
    })
  })

  test.each(['[]', '5', 'null', '{}', '{"data":{}}'])('of a list is not %s', async (text) => {
    await expect(clientFor(text).roomSessions.list()).rejects.toMatchObject({
      ...{ reason: 'unexpected-shape', message: 'expected an object with "data"' },
    })
  })

  test.each(['[1]', '5', 'null', '{"data":{}}'])('of an undocumented path may be %s', async (text) => {
    const path = '/api/video/unknown' as '/api/video/room_sessions' // a path that the types do not have
    expect((await clientFor(text).api.GET(path)).data).toEqual(JSON.parse(text))
  })
})

test('an error without a cause has no cause', () => {
  expect(Object.hasOwn(new ConnectionError('a', { cause: undefined }), 'cause')).toBe(false)
  expect(new ConnectionError('a', { cause: 5 }).cause).toBe(5)
})
