import { expect, test } from 'vitest'
import type { DownloadClient } from '../../../src/client/download/start.js'
import { createRoomRecordings } from '../../../src/client/resources/room-recordings.js'
import { id } from '../../support/client-world.js'
import { createNotingReader } from './noting-reader.js'

const options = { timeoutMs: 1 }

test('each method passes on its id, its query and its options', async () => {
  const { calls, reader } = createNotingReader()
  const { list, get, listEvents } = createRoomRecordings(reader, {} as DownloadClient) // only a download uses it
  await list({ page_size: 5, media_ttl: 60 }, options).toArray()
  await get(id, { media_ttl: 60 }, options)
  await listEvents(id, { page_size: 5 }, options).toArray()
  await list().toArray()
  await get(id)
  await listEvents(id).toArray()
  expect(calls).toEqual([
    ['list_room_recordings', { query: { page_size: 5, media_ttl: 60 } }, options],
    ['get_room_recording', { path: { id }, query: { media_ttl: 60 } }, options],
    ['list_room_recording_events', { path: { id }, query: { page_size: 5 } }, options],
    ['list_room_recordings', { query: {} }, undefined],
    ['get_room_recording', { path: { id }, query: {} }, undefined],
    ['list_room_recording_events', { path: { id }, query: {} }, undefined],
  ])
})
