import type { RoomRecording } from '../../generated/types.js'
import { toIdentifier } from '../identifier.js'
import { createRandom, hash, hashText, type Random } from '../random.js'
import { toMediaUrl } from './media.js'
import type { SessionPlan } from './plan.js'
import { toCost, toTime } from './time.js'
import type { World } from './world.js'

/** A recording of a session. All times in seconds since 1970. */
export interface Recording {
  readonly id: string
  /** Null when it never came about. */
  readonly status: RoomRecording['status']
  readonly started: number | null
  /** When it was paused; null when it was not. */
  readonly paused: number | null
  /** Null while it goes on. */
  readonly finished: number | null
  /** In bytes; null until it is known. */
  readonly size: number | null
}

// What a sandbox takes for usual: bytes of video per second, and dollars per minute.
const rates = { '720p': { bytes: 162_500, dollars: 0.0045 }, '1080p': { bytes: 325_000, dollars: 0.009 } }
const rateOf = (plan: SessionPlan) => rates[plan.room.settings.quality ?? '720p']

/**
 * The recordings of a session, oldest first.
 *
 * Rooms that record from the start have one of every session, others now and then. While the session goes on its
 * last one does too, or is paused; those of the session that ended last are still processed; and a rare
 * one never came about: nearly everything of it is null.
 */
export function findRecordings(world: World, plan: SessionPlan): Recording[] {
  if (plan.started === null) return []
  const random = createRandom(hash(world.seed, plan.index, hashText('recordings')))
  const asked = plan.room.settings.record_on_start || plan.justEnded || (plan.ended === null && plan.index < 3)
  const count = random.chance(asked ? 1 : 0.25) ? 1 + Math.floor(random.next() ** 3 * 3) : 0
  const length = ((plan.ended ?? world.now) - plan.started) / count
  const key = hash(world.seed, hashText('recording'))
  const recordings = Array.from({ length: count }, (_, at) => {
    const from = (plan.started ?? 0) + Math.floor(at * length) + (at === 0 ? 2 : 5)
    const goesOn = plan.ended === null && at === count - 1
    const times = goesOn ? going(plan, from, world.now) : finished(plan, from, from + Math.floor(length * 0.9), random)
    return { id: toIdentifier(key, plan.index, at), ...times }
  })
  if (plan.index % 40 !== 7) return recordings
  const never = { status: null, started: null, paused: null, finished: null, size: null }
  return [...recordings, { id: toIdentifier(key, plan.index, count), ...never }]
}

type Course = Omit<Recording, 'id'>

function going(plan: SessionPlan, started: number, now: number): Course {
  const isPaused = plan.index % 3 === 1
  const paused = isPaused ? started + Math.floor((now - started) * 0.6) : null
  return { status: isPaused ? 'paused' : 'recording', started, paused, finished: null, size: null }
}

function finished(plan: SessionPlan, from: number, to: number, random: Random): Course {
  const course = { started: from, paused: null, finished: to }
  if (plan.justEnded) return { status: 'processing', ...course, size: null }
  const size = Math.floor((to - from) * rateOf(plan).bytes * (0.85 + 0.3 * random.next()))
  return { status: 'completed', ...course, size }
}

/** A recording as the service sends it. */
export function toRecording(
  world: World,
  plan: SessionPlan,
  roomSessionId: string,
  recording: Recording,
  mediaTtl: number,
): RoomRecording {
  const { id, status, started, paused, finished, size } = recording
  const until = finished ?? paused ?? world.now
  const seconds = started === null ? null : until - started
  const path = `video-room-recordings/${id}.mp4`
  return {
    id,
    room_session_id: roomSessionId,
    status,
    started_at: toTime(started),
    finished_at: toTime(finished),
    duration: seconds,
    size_in_bytes: size,
    format: started === null ? null : 'video/mp4',
    cost_in_dollars: toCost(seconds ?? 0, rateOf(plan).dollars),
    uri: status === 'completed' ? toMediaUrl(world, path, mediaTtl) : null,
    created_at: toTime(started ?? plan.created),
    updated_at: toTime(
      status === 'completed' ? Math.min(world.now, until + 45) : (finished ?? paused ?? started ?? plan.created),
    ),
  }
}
