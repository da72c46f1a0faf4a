import { expect, test } from 'vitest'
import type {
  RoomRecording,
  RoomSession,
  RoomSessionEvent,
  RoomSessionMember,
  VideoLogEntry,
} from '../../src/generated/types.js'
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js'
import { read, readAll } from '../support/sandbox-requests.js'

const list = '/api/video/room_sessions'
const sessionsOf = (sandbox: Sandbox) => readAll<RoomSession>(sandbox, `${list}?page_size=1000`)
const steps = [0, 1, 7, 60, 240, 600, 900, 1800, 3600, 7200, 86_400]

/** Everything that a sandbox has, at its time. */
async function snapshot(sandbox: Sandbox) {
  const sessions = await sessionsOf(sandbox)
  return await Promise.all(
    sessions.slice(0, 25).map(async (session) => {
      const [members, recordings, events] = await Promise.all([
        readAll<RoomSessionMember>(sandbox, `${list}/${session.id}/members`),
        readAll<RoomRecording>(sandbox, `${list}/${session.id}/recordings`),
        readAll<RoomSessionEvent>(sandbox, `${list}/${session.id}/events`),
      ])
      return { session, members, recordings, events }
    }),
  )
}

test('sessions go on, end, and begin, and stay the same in everything that has happened', async () => {
  const sandbox = createSandbox({ sessions: 60 })
  const statuses = new Set<string | null>()
  let now = sandbox.now.getTime()
  let before = await snapshot(sandbox)
  const firstIds = before.map(({ session }) => session.id)
  for (const step of steps) {
    now += step * 1000
    expect(sandbox.advance(step).getTime()).toBe(now)
    expect(sandbox.now.getTime()).toBe(now)
    const after = await snapshot(sandbox)
    const created = after.map(({ session }) => session.created_at)
    expect(created).toEqual([...created].sort().reverse())
    for (const { session, members, recordings, events } of after) {
      for (const { status } of [session, ...recordings]) statuses.add(status)
      for (const time of [session.created_at, session.end_time, ...events.map((event) => event.created_at)])
        expect(Date.parse(time ?? '')).not.toBeGreaterThan(now)
      if (session.status === 'in-progress')
        expect(session.duration).toBe((now - Date.parse(session.start_time ?? '')) / 1000)
      if (session.status === 'completed') {
        expect(members.filter(({ join_time, leave_time }) => join_time !== null && leave_time === null)).toEqual([])
        expect(recordings.filter(({ status }) => status === 'recording' || status === 'paused')).toEqual([])
      }
      for (const { id, status } of recordings) {
        const last = events.filter(({ room_recording_id }) => room_recording_id === id).at(-1)
        if (status !== null) expect(last?.payload).toEqual({ recording: { id, state: status } })
      }
    }
    for (const { session, members, recordings, events } of before) {
      const later = after.find((one) => one.session.id === session.id)
      if (!later) continue
      expect(later.session.start_time).toBe(session.start_time ?? later.session.start_time)
      expect(later.session.end_time).toBe(session.end_time ?? later.session.end_time)
      expect(later.session.cost_in_dollars).toBeGreaterThanOrEqual(session.cost_in_dollars)
      for (const [at, member] of members.entries()) {
        const { leave_time, duration, cost_in_dollars } = later.members[at] ?? member
        const changes = { leave_time: member.leave_time ?? leave_time, duration, cost_in_dollars }
        expect(later.members[at]).toEqual({ ...member, ...changes })
      }
      expect(later.recordings.slice(0, recordings.length).map(({ id, started_at }) => [id, started_at])).toEqual(
        recordings.map(({ id, started_at }) => [id, started_at]),
      )
      expect(later.events.slice(0, events.length).map(({ id, name }) => [id, name])).toEqual(
        events.map(({ id, name }) => [id, name]),
      )
    }
    before = after
  }
  expect(statuses).toEqual(new Set(['in-progress', 'recording', 'paused', 'processing', 'completed', null]))
  expect(before.map(({ session }) => session.id).filter((id) => firstIds.includes(id))).toEqual([])
})

test('everything is found by its id, in lists, filters and logs, at every time', async () => {
  const sandbox = createSandbox({ sessions: 40 })
  for (const step of [0, 900, 20_000]) {
    sandbox.advance(step)
    const sessions = await sessionsOf(sandbox)
    expect(new Set(sessions.map(({ id }) => id)).size).toBe(sessions.length)
    const {
      cost_in_dollars: _,
      enable_room_previews: __,
      locked_cover: ___,
      ...summary
    } = sessions[0] ?? ({} as RoomSession)
    expect(await read(sandbox, `${list}/${summary.id}`)).toEqual(summary)
    const inProgress = await readAll<RoomSession>(sandbox, `${list}?status=in-progress`)
    expect(inProgress).toEqual(sessions.filter(({ status }) => status === 'in-progress'))
    expect(inProgress.length).toBeGreaterThan(0)
    const recordings = await readAll<RoomRecording>(sandbox, '/api/video/room_recordings?page_size=1000')
    for (const recording of recordings.slice(0, 10))
      expect(await read(sandbox, `/api/video/room_recordings/${recording.id}`)).toEqual(recording)
    const logs = await readAll<VideoLogEntry>(sandbox, '/api/video/logs?page_size=1000&include_deleted=true')
    expect(logs).toHaveLength(sessions.length)
    expect(await read(sandbox, `/api/video/logs/${logs[0]?.id}`)).toEqual(logs[0])
  }
})

test('something is as it is from the second on in which it happens', async () => {
  const options = { sessions: 60 }
  const start = createSandbox(options).now.getTime()
  const late = createSandbox(options)
  late.advance(3600)
  const at = (time: string | null, seconds = 0) => {
    const sandbox = createSandbox(options)
    sandbox.advance((Date.parse(time ?? '') - start) / 1000 + seconds)
    return sandbox
  }
  const isLater = (time: string | null) => Date.parse(time ?? '') > start
  const times = new Set<string>()
  for (const { session, members, recordings } of await snapshot(late)) {
    const path = `${list}/${session.id}`
    const { created_at, end_time } = session
    if (isLater(created_at)) {
      times.add('created')
      expect((await sessionsOf(at(created_at, -1))).map(({ id }) => id)).not.toContain(session.id)
      expect((await sessionsOf(at(created_at)))[0]?.id).toBe(session.id)
    }
    if (isLater(end_time)) {
      times.add('ended')
      expect(await read(at(end_time, -1), path)).toMatchObject({ status: 'in-progress', end_time: null })
      expect(await read(at(end_time), path)).toMatchObject({ status: 'completed', end_time })
      expect(await readAll(at(end_time), `${path}/members`)).toEqual(members)
    }
    for (const [place, { finished_at, status }] of recordings.entries()) {
      if (status !== 'completed' || !isLater(finished_at)) continue
      times.add('finished')
      const statusAt = async (seconds: number) =>
        (await readAll<RoomRecording>(at(finished_at, seconds), `${path}/recordings`))[place]?.status
      expect(['recording', 'paused']).toContain(await statusAt(-1))
      // The sandbox's own choice: a recording is complete 45 seconds after its end.
      expect([await statusAt(0), await statusAt(44), await statusAt(45)]).toEqual([
        ...['processing', 'processing', 'completed'],
      ])
    }
  }
  expect(times).toEqual(new Set(['created', 'ended', 'finished']))
})

test('links of recordings expire as time moves', async () => {
  const sandbox = createSandbox()
  const [recording] = (await readAll<RoomRecording>(sandbox, '/api/video/room_recordings')).filter(({ uri }) => uri)
  const ask = async () => (await sandbox.fetch(recording?.uri ?? '')).status
  sandbox.advance(899)
  expect(await ask()).toBe(200)
  sandbox.advance(1)
  expect(await ask()).toBe(403)
  const renewed = await read<RoomRecording>(sandbox, `/api/video/room_recordings/${recording?.id}`)
  expect((await sandbox.fetch(renewed.uri ?? '')).status).toBe(200)
})

test('time does not go back, and an empty space stays empty', async () => {
  const sandbox = createSandbox({ sessions: 0 })
  for (const seconds of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 31_622_401])
    expect(() => sandbox.advance(seconds)).toThrow('seconds: expected a whole number from 0 to 31622400')
  sandbox.advance(31_622_400)
  expect(await sessionsOf(sandbox)).toEqual([])
})
