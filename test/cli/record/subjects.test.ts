import { expect, test } from 'vitest'
import { findSubjects } from '../../../src/cli/record/room-sessions-subjects.js'
import { createClientWith } from '../../../src/client/client.js'
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
