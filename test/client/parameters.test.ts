import { expect, test } from 'vitest'
import { createClientWith } from '../../src/client/client.js'
import { ParameterError } from '../../src/client/index.js'
import { createWorld, credentials, id, page, script } from '../support/client-world.js'

function createStrict() {
  const { fetch, requests } = script([page([1])])
  const { roomSessions } = createClientWith(createWorld(), { ...credentials, space: 'example', fetch })
  return { roomSessions, requests }
}

test('names every wrong parameter at once and sends nothing', async () => {
  const { roomSessions, requests } = createStrict()
  // Types can be got round.
  const query = {
    page_size: 1001,
    page_number: -1,
    status: 'open',
    room_id: 'x',
    limit: 5,
    room_name: 7,
    page_token: '\ud800',
  } as never

  const error = await roomSessions.list(query).then(undefined, (error: unknown) => error)

  expect(error).toBeInstanceOf(ParameterError)
  expect(error).toMatchObject({ code: 'parameter', operationId: 'list_room_sessions', attempts: 0 })
  const { issues } = error as ParameterError // as was just seen
  expect(issues.map(({ name }) => name)).toEqual([
    'page_size',
    'page_number',
    'status',
    'room_id',
    'limit',
    'room_name',
    'page_token',
  ])
  expect(issues[0]).toEqual({
    name: 'page_size',
    in: 'query',
    expected: 'a whole number from 1 to 1000',
    received: '1001',
  })
  expect(requests).toEqual([])
})

test.each(['', '.', '..', 'abc', `${id}/members`, `${id}?x`, `${id} `, undefined, null, 7, {}])(
  'refuses %j as an id',
  async (wrong) => {
    const { roomSessions, requests } = createStrict()
    const calls = [
      roomSessions.get(wrong as never),
      roomSessions.listMembers(wrong as never),
      roomSessions.listEvents(wrong as never),
      roomSessions.listRecordings(wrong as never),
    ]
    for (const call of calls) await expect(call).rejects.toBeInstanceOf(ParameterError)
    expect(requests).toEqual([])
  },
)

const wrongQueries: readonly unknown[] = [
  'completed',
  [],
  new Map([['status', 'completed']]),
  new URLSearchParams('status=completed'),
  { page_size: '50' },
  { page_size: 1.5 },
  { page_size: Number.NaN },
  { page_number: 2 ** 31 },
  { status: ['completed'] },
  { status: null },
  { page_token: null },
  { __proto__: null, constructor: 'x' },
  'status=completed',
]

test.each(wrongQueries)('refuses the query %j', async (query) => {
  const { roomSessions, requests } = createStrict()
  await expect(roomSessions.list(query as never)).rejects.toBeInstanceOf(ParameterError)
  expect(requests).toEqual([])
})

test('takes an absent parameter for none, and every bound as allowed', async () => {
  const { roomSessions, requests } = createStrict()
  await roomSessions.list({ status: undefined, room_name: '', page_size: 1 } as never)
  await roomSessions.list({ page_size: 1000, page_number: 0 })
  await roomSessions.listRecordings(id.toUpperCase(), { media_ttl: 2 ** 31 - 1 })
  expect(requests.map(({ url }) => url.replace('https://example.signalwire.com/api/video', ''))).toEqual([
    '/room_sessions?room_name=&page_size=1',
    '/room_sessions?page_size=1000&page_number=0',
    `/room_sessions/${id.toUpperCase()}/recordings?media_ttl=${2 ** 31 - 1}`,
  ])
})

test('sends nothing before a list is awaited or iterated', async () => {
  const { roomSessions, requests } = createStrict()
  const list = roomSessions.list()
  await new Promise((resolve) => setImmediate(resolve))
  expect(requests).toEqual([])
  await list
  expect(requests).toHaveLength(1)
})
