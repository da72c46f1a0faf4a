import { expect, test } from 'vitest'
import type { RoomRecording, RoomSession, RoomSessionEvent } from '../../../src/generated/types.js'
import { createSandbox } from '../../../src/sandbox/index.js'
import { read, readAll } from '../../support/sandbox-requests.js'

const sandbox = createSandbox()
const path = '/api/video/room_recordings'

test('the list has the recordings of every session, in the order of the sessions', async () => {
  const sessions = await readAll<RoomSession>(sandbox, '/api/video/room_sessions?page_size=1000')
  const bySession = await Promise.all(
    sessions.map(({ id }) => readAll<RoomRecording>(sandbox, `/api/video/room_sessions/${id}/recordings`)),
  )
  expect(await readAll<RoomRecording>(sandbox, `${path}?page_size=7`)).toEqual(bySession.flat())
  expect(bySession.flat().length).toBeGreaterThan(20)
})

test('a recording is the same by its id, and media_ttl says when its link expires', async () => {
  const recordings = await readAll<RoomRecording>(sandbox, `${path}?media_ttl=60`)
  for (const recording of recordings)
    expect(await read(sandbox, `${path}/${recording.id.toUpperCase()}?media_ttl=60`)).toEqual(recording)
  const completed = recordings.find(({ status }) => status === 'completed')
  const expires = (uri: string | null | undefined) => Number(new URL(uri ?? '').searchParams.get('expires'))
  const usual = await read<RoomRecording>(sandbox, `${path}/${completed?.id}`)
  expect(expires(usual.uri) - expires(completed?.uri)).toBe(900 - 60)
})

test('the events of a recording are those of its session that name it', async () => {
  const recordings = await readAll<RoomRecording>(sandbox, path)
  for (const { id, room_session_id } of recordings.slice(0, 10)) {
    const events = await readAll<RoomSessionEvent>(sandbox, `/api/video/room_sessions/${room_session_id}/events`)
    expect(await readAll(sandbox, `${path}/${id}/events`)).toEqual(
      events.filter(({ room_recording_id }) => room_recording_id === id),
    )
  }
})
