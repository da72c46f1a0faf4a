import { describe, expect, test } from 'vitest'
import type { RoomRecording, RoomSession, RoomSessionEvent, RoomSessionMember } from '../../../src/generated/types.js'
import { createSandbox } from '../../../src/sandbox/index.js'
import { readAll } from '../../support/sandbox-requests.js'

const now = '2026-09-16T14:30:00Z'
const seconds = (from: string | null, to: string | null) => (Date.parse(to ?? now) - Date.parse(from ?? now)) / 1000
const round = (dollars: number) => Math.round(dollars * 10_000) / 10_000

async function readSpace(seed: number) {
  const sandbox = createSandbox({ seed })
  const list = '/api/video/room_sessions'
  const sessions = await readAll<RoomSession>(sandbox, list)
  return await Promise.all(
    sessions.map(async (session) => ({
      session,
      members: await readAll<RoomSessionMember>(sandbox, `${list}/${session.id}/members`),
      events: await readAll<RoomSessionEvent>(sandbox, `${list}/${session.id}/events`),
      recordings: await readAll<RoomRecording>(sandbox, `${list}/${session.id}/recordings`),
    })),
  )
}

/** The distinct values of a property. */
const valuesOf = <Item>(items: readonly Item[], property: keyof Item) => new Set(items.map((item) => item[property]))

describe.each([1, 2, 3])('the data of seed %i', async (seed) => {
  const space = await readSpace(seed)

  test('has sessions whose status, times and duration agree', () => {
    for (const { session } of space) {
      const { start_time, end_time, duration, status, created_at, updated_at } = session
      if (status === 'in-progress') expect([end_time, start_time === null]).toEqual([null, false])
      if (status === 'completed') expect([end_time, start_time]).not.toContain(null)
      if (status === null)
        expect([start_time, end_time, duration, session.cost_in_dollars]).toEqual([null, null, null, 0])
      if (start_time !== null) expect(duration).toBe(seconds(start_time, end_time))
      const times = [created_at, start_time ?? created_at, end_time ?? updated_at, updated_at, now]
      expect(times).toEqual([...times].sort())
    }
  })

  test('has sessions inside the limits of their rooms', () => {
    for (const { session, members } of space) {
      const joined = members.filter((member) => member.join_time !== null)
      if (session.max_members !== null) expect(joined.length).toBeLessThanOrEqual(session.max_members)
      if (session.remove_after_seconds_elapsed !== null) {
        expect(session.duration ?? 0).toBeLessThanOrEqual(session.remove_after_seconds_elapsed)
      }
      const scheduled = session.name === 'all-hands' || session.name === 'interview'
      expect([session.join_from, session.join_until, session.remove_at].includes(null)).toBe(!scheduled)
      for (const { join_time } of session.join_from === null ? [] : joined) {
        const times = [session.join_from, join_time, session.join_until, session.remove_at]
        expect(times).toEqual([...times].sort())
      }
    }
  })

  test('has previews of sessions in progress only', () => {
    for (const { session } of space) {
      const expected = session.enable_room_previews && session.status === 'in-progress'
      expect(session.preview_url !== null).toBe(expected)
    }
  })

  test('has members from the start of a session to its end, whose costs add up to that of the session', () => {
    for (const { session, members } of space) {
      const joins = members.flatMap((member) => member.join_time ?? [])
      expect(joins).toEqual([...joins].sort())
      expect(joins[0] ?? null).toBe(session.start_time)
      const leaves = members.flatMap((member) => member.leave_time ?? [])
      if (session.status === 'completed') expect(leaves.sort().at(-1)).toBe(session.end_time)
      else expect(session.start_time === null || members.some((member) => member.leave_time === null)).toBe(true)
      expect(session.cost_in_dollars).toBe(round(members.reduce((sum, member) => sum + member.cost_in_dollars, 0)))
      for (const { room_session_id, join_time, leave_time, duration } of members) {
        expect(room_session_id).toBe(session.id)
        expect(duration).toBe(join_time === null ? null : seconds(join_time, leave_time))
        if (leave_time !== null) expect(seconds(join_time, leave_time)).toBeGreaterThan(0)
      }
    }
  })

  test('has recordings within their sessions, whose times agree with their status', () => {
    for (const { session, recordings } of space) {
      for (const { room_session_id, status, started_at, finished_at, size_in_bytes, uri, duration } of recordings) {
        expect(room_session_id).toBe(session.id)
        expect(size_in_bytes === null).toBe(status !== 'completed')
        expect(uri === null).toBe(status !== 'completed')
        expect(duration === null).toBe(status === null)
        expect(finished_at === null).toBe(status !== 'completed' && status !== 'processing')
        const times = [
          session.start_time,
          started_at ?? session.start_time,
          finished_at ?? now,
          session.end_time ?? now,
        ]
        if (status !== null) expect(times).toEqual([...times].sort())
      }
    }
  })

  test('has events sorted by time, one for each thing that happened', () => {
    for (const { session, members, recordings, events } of space) {
      const times = events.map((event) => event.created_at)
      const names = events.map((event) => event.name)
      expect(times).toEqual([...times].sort())
      expect(names[0]).toBe(session.start_time === null ? undefined : 'room.started')
      expect(names.includes('room.ended')).toBe(session.end_time !== null)
      if (session.end_time !== null) expect(names.at(-1)).toBe('room.ended')
      const count = (name: string) => names.filter((other) => other === name).length
      expect(count('participant.joined')).toBe(members.filter((member) => member.join_time !== null).length)
      expect(count('participant.left')).toBe(members.filter((member) => member.leave_time !== null).length)
      expect(count('recording.started')).toBe(recordings.filter((recording) => recording.started_at !== null).length)
      expect(count('recording.ended')).toBe(recordings.filter((recording) => recording.finished_at !== null).length)
    }
  })

  test('has events that name their session, room, member and recording', () => {
    for (const { session, members, recordings, events } of space) {
      for (const event of events) {
        expect(event.room_session_id).toBe(session.id)
        if (session.room_id !== null) expect(event.room_id).toBe(session.room_id)
        expect('room_participant_id' in event).toBe(event.name.startsWith('participant.'))
        expect('room_recording_id' in event).toBe(event.name.startsWith('recording.'))
        const about = event.room_participant_id ?? event.room_recording_id
        if (about) expect([...members, ...recordings].map(({ id }) => id)).toContain(about)
      }
      expect(valuesOf(events, 'room_id').size).toBeLessThanOrEqual(1)
    }
  })

  test('uses every identifier once', () => {
    const ids = space.flatMap(({ session, members, events, recordings }) =>
      [session, ...members, ...events, ...recordings].map(({ id }) => id),
    )
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('has null and a value for each nullable property, and every value of each enum', () => {
    const sessions = space.map(({ session }) => session)
    const recordings = space.flatMap((each) => each.recordings)
    const members = space.flatMap((each) => each.members)
    expect(valuesOf(sessions, 'status')).toEqual(new Set(['in-progress', 'completed', null]))
    expect(valuesOf(sessions, 'quality')).toEqual(new Set(['720p', '1080p', null]))
    expect(valuesOf(sessions, 'fps')).toEqual(new Set([20, 30, null]))
    expect(valuesOf(recordings, 'status')).toEqual(new Set(['recording', 'paused', 'processing', 'completed', null]))
    const nullable: (keyof RoomSession)[] = [
      'room_id',
      'name',
      'display_name',
      'max_members',
      'join_from',
      'join_until',
      'remove_at',
      'remove_after_seconds_elapsed',
      'layout',
      'start_time',
      'end_time',
      'duration',
      'preview_url',
      'prioritize_handraise',
      'sync_audio_video',
    ]
    for (const property of nullable) expect(hasBoth(sessions, property), property).toBe(true)
    for (const property of ['name', 'join_time', 'leave_time', 'duration'] as const) {
      expect(hasBoth(members, property), property).toBe(true)
    }
    for (const property of ['started_at', 'finished_at', 'duration', 'size_in_bytes', 'format', 'uri'] as const) {
      expect(hasBoth(recordings, property), property).toBe(true)
    }
  })
})

function hasBoth<Item>(items: readonly Item[], property: keyof Item): boolean {
  return items.some((item) => item[property] === null) && items.some((item) => item[property] !== null)
}
