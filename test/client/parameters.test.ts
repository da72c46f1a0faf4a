import { describe, expect, test } from 'vitest'
import { createClientWith } from '../../src/client/client.js'
import { ParameterError } from '../../src/client/index.js'
import { findNumberMismatch, throwIssues, toIssue, toShownUrl } from '../../src/client/parameters.js'
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

describe('a URL that is shown', () => {
  const url = (query: string) => `https://example.signalwire.com/api?${query}`

  test.each([
    ['list_room_sessions', 'page_size=50&page_number=0', 'page_size=50&page_number=0'],
    [
      'list_room_sessions',
      'page_size=5x&page_size=x5&page_size=',
      'page_size=[redacted]&page_size=[redacted]&page_size=[redacted]',
    ],
    ['list_room_sessions', `page_token=${id}&room_name=true`, 'page_token=[redacted]&room_name=[redacted]'],
    ['list_room_sessions', 'status=completed&status=Completed', 'status=completed&status=[redacted]'],
    ['list_room_sessions', `room_id=${id}&room_id=a`, `room_id=${id}&room_id=[redacted]`],
    ['list_room_sessions', 'room_name=Ann&page_token=PA1', 'room_name=[redacted]&page_token=[redacted]'],
    ['list_room_sessions', 'page_token=a==&room_name=b=c?d=e', 'page_token=[redacted]&room_name=[redacted]'],
    ['list_room_sessions', 'other=1&constructor=1', 'other=[redacted]&constructor=[redacted]'],
    ['list_logs', 'include_deleted=true&include_deleted=yes', 'include_deleted=true&include_deleted=[redacted]'],
    [
      'list_logs',
      'include_deleted=untrue&include_deleted=trues',
      'include_deleted=[redacted]&include_deleted=[redacted]',
    ],
    ['get_room_session', 'page_size=50', 'page_size=[redacted]'],
    ['unknown', 'page_size=50', 'page_size=[redacted]'],
    [undefined, 'page_size=50&flag', 'page_size=[redacted]&flag'],
  ])('of %s has only values of its query that name nobody: %s', (operationId, query, expected) => {
    expect(toShownUrl(url(query), operationId, (text) => text)).toBe(url(expected))
  })

  test('has no secret, in its path either', () => {
    const redact = (text: string) => text.replaceAll('s3cret', '[redacted]')
    expect(toShownUrl('https://a.example/s3cret?page_size=5', 'list_room_sessions', redact)).toBe(
      'https://a.example/[redacted]?page_size=5',
    )
  })
})

test('what was received is shown in short, and without secrets', () => {
  const issues = [
    toIssue('a', 'query', 'b', 'x'.repeat(100)),
    toIssue('s3cret', 'query', 'b', 's3cret'),
    ...[{}, null, undefined, 5, true].map((value) => toIssue('a', 'path', 'b', value)),
  ]
  let thrown: unknown
  try {
    throwIssues('list', issues, (text) => text.replaceAll('s3cret', '[redacted]'))
  } catch (error) {
    thrown = error
  }
  expect(thrown).toBeInstanceOf(ParameterError)
  const shown = (thrown as ParameterError).issues // as was just seen
  expect(shown.map(({ received }) => received)).toEqual([
    `"${'x'.repeat(79)}`,
    '"[redacted]"',
    ...['an object', 'an object', 'undefined', '5', 'true'],
  ])
  expect(shown[1]?.name).toBe('[redacted]')
  expect((thrown as ParameterError).message).toMatch(
    /; query \[redacted\]: expected b, received "\[redacted\]"; path a: expected b, received an object; /,
  )
  expect(() => throwIssues('list', [], String)).not.toThrow()
})

test.each([
  [1, undefined],
  [9, undefined],
  [0, 'a whole number from 1 to 9'],
  [10, 'a whole number from 1 to 9'],
  [1.5, 'a whole number from 1 to 9'],
  ['5', 'a whole number from 1 to 9'],
  [Number.NaN, 'a whole number from 1 to 9'],
])('%j is a whole number from 1 to 9, or %s is expected', (value, expected) => {
  expect(findNumberMismatch(value, 1, 9)).toBe(expected)
})
