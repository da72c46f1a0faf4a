import { describe, expect, test } from 'vitest'
import { findSubjects } from '../../../src/cli/record/room-sessions-subjects.js'
import { createClientWith } from '../../../src/client/client.js'
import { type Client, ResponseBodyError } from '../../../src/client/index.js'
import { createWorld, credentials, id, page, script } from '../../support/client-world.js'

async function findSessions(...sessions: readonly unknown[]) {
  const { fetch } = script([Response.json({ data: sessions, links: {} }), page([])])
  const client = createClientWith(createWorld(), { ...credentials, space: 'example', fetch })
  return (await findSubjects(client, new AbortController().signal)).sessions
}

test.each([
  [
    { id, name: 'a', room_id: null, status: 'completed' },
    { id, name: 'a', room_id: null, status: 'completed' },
  ],
  [
    { id, name: 7, room_id: 'x', status: null },
    { id, name: undefined, room_id: undefined, status: null },
  ],
  [
    { id, room_id: id },
    { id, name: undefined, room_id: id, status: undefined },
  ],
  // It cannot be part of a URL.
  [
    { id, name: '\ud800' },
    { id, name: undefined, room_id: undefined, status: undefined },
  ],
])('uses what can be sent of the session %j', async (session, expected) => {
  expect(await findSessions(session)).toEqual([expected])
})

test('leaves out items that are not sessions', async () => {
  expect(await findSessions(null, 'x', {}, { id: 'x' }, { id })).toMatchObject([{ id }])
})

describe('of a space', () => {
  const toId = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
  interface Session {
    readonly id: string
    readonly name?: string
    readonly status: string
  }
  let count = 0
  const sessions = (number: number, name: string | undefined, status = 'completed'): Session[] =>
    Array.from({ length: number }, () => ({ id: toId(++count), status, ...(name !== undefined && { name }) }))
  const some = (data: readonly unknown[], hasNext = false) => ({ data, hasNext })

  /** The subjects of a space, whose lists of one session have as many items as `counts` says. */
  async function find(
    all: readonly Session[],
    {
      hasNext = false,
      isLong = () => false,
      counts = {},
      first,
    }: {
      hasNext?: boolean
      isLong?: (room: string) => boolean
      counts?: Readonly<Record<string, number>>
      first?: Error
    } = {},
  ) {
    const queries: object[] = []
    const listOf = async (id: string) => some(Array.from({ length: counts[id] ?? 0 }))
    const roomSessions = {
      async list({ page_size, ...query }: { page_size: number; room_name?: string; status?: string }) {
        queries.push(query)
        if (queries.length === 1) {
          if (first) throw first
          return some(all, hasNext)
        }
        const found = all.filter(
          ({ name, status }) =>
            (query.room_name === undefined || query.room_name === name) &&
            (query.status === undefined || query.status === status),
        )
        return some(found.slice(0, page_size), found.length > page_size || isLong(query.room_name ?? ''))
      },
      ...{ listEvents: listOf, listMembers: listOf, listRecordings: listOf },
    }
    // Only these methods are called.
    const client = { roomSessions } as unknown as Client
    return { ...(await findSubjects(client, new AbortController().signal)), queries }
  }

  test.each<[string, Session[], Parameters<typeof find>[1], object]>([
    ['the room with the fewest sessions', [...sessions(5, 'a'), ...sessions(3, 'b')], {}, { room_name: 'b' }],
    ['no room with fewer than three', [...sessions(5, 'a'), ...sessions(2, 'b')], {}, { room_name: 'a' }],
    [
      'no room whose list has a second page',
      [...sessions(5, 'a'), ...sessions(3, 'b')],
      { isLong: (room) => room === 'b' },
      { room_name: 'a' },
    ],
    [
      'sessions in progress of a room, if every room has many',
      [...sessions(51, 'a'), ...sessions(3, 'a', 'in-progress')],
      {},
      { room_name: 'a', status: 'in-progress' },
    ],
    [
      'sessions in progress of all rooms, if none has a name',
      [...sessions(2, ''), ...sessions(3, undefined, 'in-progress')],
      {},
      { status: 'in-progress' },
    ],
    ['all sessions if there is no shorter list', sessions(4, undefined), {}, {}],
  ])('the list to page through has %s', async (_, all, options, query) => {
    const { few } = await find(all, options)
    expect(few.query).toEqual(query)
  })

  test.each([
    [4, false, 4],
    [12, false, 12],
    [12, true, 10],
    [4, true, 4],
  ])('a list of %i sessions with a next page (%j) counts as %i', async (number, hasNext, expected) => {
    expect((await find(sessions(number, undefined), { hasNext })).few).toEqual({ query: {}, count: expected })
  })

  test('at most twelve rooms are looked at', async () => {
    const rooms = Array.from({ length: 13 }, (_, index) => sessions(3, `room ${index}`)).flat()
    const { queries } = await find(rooms, { isLong: () => true })
    // The first list, each room, each room and all rooms in progress.
    expect(queries).toHaveLength(1 + 12 + 12 + 1)
  })

  test('the session with the most items of a list is found, completed ones first', async () => {
    const [running] = sessions(1, 'a', 'in-progress')
    const [one, two] = sessions(2, 'a')
    if (!running || !one || !two) throw new Error('no sessions')
    const counts = (last: number) => ({ [running.id]: 3, [one.id]: 1, [two.id]: last })
    const lists = async (last: number) => (await find([running, one, two], { counts: counts(last) })).lists
    const completed = { id: two.id, count: 4 }
    expect(await lists(4)).toEqual({
      ...{ list_room_session_events: completed, list_room_session_members: completed },
      list_room_session_recordings: completed,
    })
    expect((await lists(2)).list_room_session_members).toEqual({ id: running.id, count: 3 })
  })

  test('at most twelve sessions are looked at', async () => {
    const all = sessions(13, 'a')
    const [first, twelfth, last] = [0, 11, 12].map((index) => all[index]?.id ?? '')
    const countOf = async (id = '') => (await find(all, { counts: { [id]: 5 } })).lists.list_room_session_events
    expect(await countOf(twelfth)).toEqual({ id: twelfth, count: 5 })
    expect(await countOf(last)).toEqual({ id: first, count: 0 })
  })

  test('whose list cannot be read are none, and a refusal is an error', async () => {
    const { sessions: found, lists } = await find([], { first: new ResponseBodyError('not-json', 'x') })
    expect([found, lists.list_room_session_events]).toEqual([[], undefined])
    await expect(find([], { first: new Error('refused') })).rejects.toThrow('refused')
  })
})
