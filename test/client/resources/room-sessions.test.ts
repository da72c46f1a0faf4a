import { expect, test } from 'vitest'
import { createRoomSessions } from '../../../src/client/resources/room-sessions.js'
import { createWorld, id } from '../../support/client-world.js'
import { createNotingReader } from './noting-reader.js'

const { calls, reader } = createNotingReader()
const roomSessions = createRoomSessions(reader, createWorld())
const options = { timeoutMs: 1 }
const query = { page_size: 5 }

test.each([
  ['list', roomSessions.list, 'list_room_sessions', {}],
  ['listMembers', roomSessions.listMembers, 'list_room_session_members', { path: { id } }],
  ['listEvents', roomSessions.listEvents, 'list_room_session_events', { path: { id } }],
  ['listRecordings', roomSessions.listRecordings, 'list_room_session_recordings', { path: { id } }],
])('%s passes on its id, its query and its options', async (_, list, operationId, path) => {
  const args = 'path' in path ? [id] : []
  const untyped = list as unknown as (...args: readonly unknown[]) => { toArray(): Promise<unknown[]> }
  calls.length = 0
  await untyped(...args, query, options).toArray()
  await untyped(...args).toArray()
  expect(calls.map((call) => call.slice(0, 3))).toEqual([
    [operationId, { ...path, query }, options],
    [operationId, { ...path, query: {} }, undefined],
  ])
})

test('get passes on its id and its options', async () => {
  calls.length = 0
  await roomSessions.get(id, options)
  expect(calls).toEqual([['get_room_session', { path: { id } }, options]])
})
