import { describe, expect, test } from 'vitest'
import type { Case } from '../../../src/cli/record/case.js'
import { findMost, toNothing } from '../../../src/cli/record/first-items.js'
import { findLogCases } from '../../../src/cli/record/logs-cases.js'
import { findRecordingCases } from '../../../src/cli/record/room-recordings-cases.js'
import { toSessionCases } from '../../../src/cli/record/room-sessions-cases.js'
import type { Subject, Subjects } from '../../../src/cli/record/room-sessions-subjects.js'
import { type Client, ResponseBodyError } from '../../../src/client/index.js'

const toId = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const { signal } = new AbortController()

/** The cases that are not refused, by operation and name: their ids and queries. */
const toTable = (cases: readonly Case[]) =>
  Object.fromEntries(
    cases
      .filter(({ wrong }) => !wrong)
      .map(({ operationId, name, id, query }) => [
        `${operationId} ${name}`,
        id === undefined ? query : { id, ...query },
      ]),
  )
/** The id in the refused cases of an operation. */
const refusedId = (cases: readonly Case[], operation: string) =>
  cases.find(({ operationId, name }) => operationId === operation && name === 'wrong-credentials')?.id

describe('the cases of room sessions', () => {
  const session = (number: number, status: string, name?: string, room_id?: string | null): Subject => ({
    ...{ id: toId(number), name, room_id, status },
  })
  const toCases = (sessions: readonly Subject[], more: Partial<Subjects> = {}) =>
    toSessionCases({
      sessions,
      few: { query: {}, count: sessions.length },
      lists: {
        ...{ list_room_session_events: undefined, list_room_session_members: undefined },
        list_room_session_recordings: undefined,
      },
      ...more,
    })

  test('filter by the name of the room with the fewest sessions, by a part of it, and by a room', () => {
    const rooms = [toId(81), toId(82)]
    const cases = toTable(
      toCases([
        session(1, 'completed', 'often', rooms[0]),
        session(2, 'in-progress', 'often', null),
        session(3, 'completed'),
        session(4, 'completed', 'éseldom', undefined),
        session(5, 'completed', 'often', rooms[1]),
      ]),
    )
    expect(cases).toMatchObject({
      'list_room_sessions pages': { page_size: 2 },
      'list_room_sessions status-completed': { status: 'completed', page_size: 5 },
      'list_room_sessions room-id': { room_id: rooms[0], page_size: 5 },
      'list_room_sessions room-name': { room_name: 'éseldom', page_size: 5 },
      'list_room_sessions room-name-matches': { room_name_matches: 'seldom', page_size: 5 },
      'list_room_sessions no-match': { room_name: '00000000-0000-4000-8000-ffffffffffff', page_size: 5 },
    })
    expect(cases['list_room_sessions status-completed']).not.toHaveProperty('room_name')
  })

  test('filter by the whole name if it has one character, and by no name if there is none', () => {
    expect(toTable(toCases([session(1, 'completed', '🐤')]))).toMatchObject({
      'list_room_sessions room-name-matches': { room_name_matches: '🐤' },
    })
    const names = Object.keys(toTable(toCases([session(1, 'completed', '')])))
    expect(names.filter((name) => /room-(?:name|id)/.test(name))).toEqual([])
  })

  test.each([
    [60, undefined],
    [61, 'seldom'],
  ])('of %i sessions with a status, the filter by it has the room %j', (count, room_name) => {
    const often = Array.from({ length: count - 2 }, (_, index) => session(index, 'completed', 'often'))
    const others = [session(901, 'completed', 'seldom'), session(902, 'completed', 'seldom')]
    const more = [session(903, 'in-progress', 'rare')]
    expect(toTable(toCases([...often, ...others, ...more]))['list_room_sessions status-completed']).toEqual({
      ...{ status: 'completed', page_size: 5 },
      ...(room_name && { room_name }),
    })
  })

  test('have a session of each kind, the first of it, and ask for what does not exist with the first id', () => {
    const cases = toCases([
      session(1, 'paused', 'a', toId(81)),
      session(2, 'completed', 'a', toId(81)),
      session(4, 'in-progress', 'a', toId(81)),
      session(3, 'completed', 'a', null),
    ])
    expect(toTable(cases)).toMatchObject({
      'get_room_session completed': { id: toId(2) },
      'get_room_session in-progress': { id: toId(4) },
      'get_room_session without-room': { id: toId(3) },
    })
    expect(refusedId(cases, 'get_room_session')).toBe(toId(1))
    expect(refusedId(toCases([]), 'get_room_session')).toBe('00000000-0000-4000-8000-ffffffffffff')
  })

  test.each([
    [0, 1],
    [1, 1],
    [2, 1],
    [4, 1],
    [5, 2],
    [50, 24],
  ])('split a list of %i items into pages of %i', (count, page_size) => {
    const id = toId(7)
    const few = { query: { room_name: 'a' }, count }
    const lists = {
      ...{ list_room_session_events: { count }, list_room_session_members: { id, count } },
      list_room_session_recordings: { id, count },
    }
    const cases = toTable(toCases([], { few, lists }))
    expect(cases).toMatchObject({
      'list_room_sessions pages': { room_name: 'a', page_size },
      'list_room_session_members pages': { id, page_size },
      'list_room_session_recordings pages': { id, page_size },
      'list_room_session_recordings media-ttl': { id, media_ttl: 60 },
    })
    expect(cases).not.toHaveProperty(['list_room_session_events pages'])
    expect(cases).not.toHaveProperty(['list_room_session_members media-ttl'])
  })
})

describe('the cases of recordings', () => {
  /** The cases of a space with these recordings and so many events of each. */
  async function casesOf(data: readonly unknown[] | Error, events: Readonly<Record<string, number>> = {}) {
    const asked: string[] = []
    const client = {
      roomRecordings: {
        list: async () => {
          if (data instanceof Error) throw data
          return { data, hasNext: false }
        },
        listEvents: async (id: string) => {
          asked.push(id)
          return { data: Array.from({ length: events[id] ?? 0 }) }
        },
      },
    }
    // Only these methods are called.
    const cases = await findRecordingCases(client as unknown as Client, signal)
    return { cases, table: toTable(cases), asked }
  }

  test('have the first recording of each status, whatever the status is', async () => {
    const { cases, table } = await casesOf(
      [
        { id: toId(1), status: 'completed' },
        { id: toId(2), status: 'completed' },
        { id: 'x', status: 'paused' },
        null,
        { id: toId(3), status: 'in-progress' },
        { id: toId(4), status: 'Ü b/er' },
        { id: toId(5), status: 'completed1' },
      ],
      { [toId(2)]: 2, [toId(4)]: 1 },
    )
    expect(table).toMatchObject({
      'list_room_recordings pages': { page_size: 3, media_ttl: 60 },
      'get_room_recording completed': { id: toId(1) },
      'get_room_recording in-progress': { id: toId(3) },
      'get_room_recording other': { id: expect.any(String) },
      'get_room_recording media-ttl': { id: toId(1), media_ttl: 60 },
      'list_room_recording_events pages': { id: toId(2), page_size: 1 },
    })
    for (const status of ['paused', 'Ü b/er', 'completed1'])
      expect(table).not.toHaveProperty([`get_room_recording ${status}`])
    expect(refusedId(cases, 'list_room_recording_events')).toBe(toId(1))
  })

  test('look at the events of eight recordings at most', async () => {
    const { asked } = await casesOf(Array.from({ length: 9 }, (_, index) => ({ id: toId(index), status: 'a' })))
    expect(asked).toHaveLength(8)
  })

  test.each([[[]], [new ResponseBodyError('not-json', 'x')]])(
    'ask for no recording if there is none: %s',
    async (data) => {
      const { table } = await casesOf(data)
      expect(table).toEqual({ 'list_room_recordings pages': { page_size: 1, media_ttl: 60 } })
    },
  )

  test('are not found if the space cannot be reached', async () => {
    await expect(casesOf(new Error('unreachable'))).rejects.toThrow('unreachable')
  })
})

describe('the cases of logs', () => {
  async function casesOf(data: readonly unknown[]) {
    const list = async (query: object) => {
      expect(query).toMatchObject({ include_deleted: true })
      return { data, hasNext: false }
    }
    // Only this method is called.
    return await findLogCases({ logs: { list } } as unknown as Client, signal)
  }
  const log = (number: number, created_at: unknown, more: object = {}) => ({ id: toId(number), created_at, ...more })

  test('filter by the day with the fewest logs, and by the first and the last time', async () => {
    const cases = await casesOf([
      log(1, '2026-03-03T10:00:00Z'),
      log(2, '2026-03-01T10:00:00Z', { discarded_at: null }),
      log(3, '2026-03-02T10:00:00Z'),
      log(4, '2026-03-01T09:00:00Z'),
      log(5, '2026-03-03T11:00:00Z'),
    ])
    expect(toTable(cases)).toEqual({
      'list_logs pages': { page_size: 2 },
      'list_logs include-deleted': { page_size: 2, include_deleted: true },
      'list_logs created-on-date': { created_on: '2026-03-02', page_size: 5 },
      'list_logs created-on-time': { created_on: '2026-03-03T11:00:00Z', page_size: 5 },
      'list_logs created-before-date': { created_before: '2026-03-01', page_size: 5 },
      'list_logs created-after-time': { created_after: '2026-03-03T11:00:00Z', page_size: 5 },
      'list_logs created-between': {
        ...{ created_after: '2026-03-02T00:00:00Z', created_before: '2026-03-02T23:59:59Z', page_size: 5 },
      },
      'get_log session': { id: toId(1) },
      'get_log discarded': { id: toId(2) },
    })
    expect(refusedId(cases, 'get_log')).toBe(toId(1))
  })

  test.each([[[]], [[null, 'x', { id: 'x' }, log(1, 7), log(2, 'yesterday'), log(3, 'on 2026-03-01T10:00:00Z')]]])(
    'do not filter by time without a time: %j',
    async (data) => {
      const names = Object.keys(toTable(await casesOf(data)))
      expect(names).toEqual([
        ...['list_logs pages', 'list_logs include-deleted'],
        ...(data.length > 0 ? ['get_log session'] : []),
      ])
    },
  )
})

describe('of several lists', () => {
  const most = async (counts: readonly (number | Error)[]) => {
    let asked = 0
    const found = await findMost(
      counts.map((_, index) => String(index)),
      async (id) => {
        asked++
        const count = counts[Number(id)] ?? 0
        if (count instanceof Error) throw count
        return count
      },
    )
    return [found, asked]
  }

  test.each<[readonly (number | Error)[], unknown, number]>([
    [[], undefined, 0],
    [[0], { id: '0', count: 0 }, 1],
    [[1, 2, 1], { id: '1', count: 2 }, 3],
    [[1, 1], { id: '0', count: 1 }, 2],
    [[2, 3, 9], { id: '1', count: 3 }, 2],
    [[new ResponseBodyError('not-json', 'x'), 1], { id: '1', count: 1 }, 2],
  ])('with %j items, the one to read is %j', async (counts, expected, asked) => {
    expect(await most(counts)).toEqual([expected, asked])
  })

  test('one that cannot be reached is an error', async () => {
    await expect(most([new Error('unreachable')])).rejects.toThrow('unreachable')
    expect(() => toNothing(new Error('unreachable'))).toThrow('unreachable')
  })
})
