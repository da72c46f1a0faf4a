import type { RoomRecording } from '../../generated/types.js'
import { toIdentifier, toTextIdentifier } from '../made-up/identifier.js'
import { createRandom, hash, hashText, type Random } from '../made-up/random.js'
import type { SessionPlan } from './plan.js'
import type { SpaceSettings } from './space-settings.js'
import { roundCost, toCost, toTime } from './time.js'

/** A recording of a session. All times in seconds since 1970. */
export interface Recording {
  readonly id: string
  /** Null when the recording never started. */
  readonly status: RoomRecording['status']
  readonly started: number | null
  /** Null when it was never paused. */
  readonly paused: number | null
  /** Null while it is in progress. */
  readonly finished: number | null
  /** In bytes. Null until it is known. */
  readonly size: number | null
}

/** Seconds that a media URL is valid if the request has no `media_ttl`: 15 minutes, as documented. */
export const defaultMediaTtl = 900

// The sandbox's own choice: bytes of video per second, and dollars per minute.
const rates = { '720p': { bytes: 162_500, dollars: 0.0045 }, '1080p': { bytes: 325_000, dollars: 0.009 } }
const rateOf = (plan: SessionPlan) => rates[plan.room.settings.quality ?? '720p']

/**
 * The recordings of a session, oldest first.
 *
 * Rooms that record from the start have at least one for every session, other rooms for some sessions. The last recording
 * of a session in progress is in progress or paused. The recordings of the session that ended last are still being
 * processed. A few recordings never started: nearly all of their properties are null.
 */
export function findRecordings(space: SpaceSettings, plan: SessionPlan): Recording[] {
  if (plan.started === null) return []
  const random = createRandom(hash(space.seed, plan.index, hashText('recordings')))
  const mustRecord = plan.room.settings.record_on_start || plan.justEnded || (plan.ended === null && plan.index < 3)
  const count = random.chance(mustRecord ? 1 : 0.25) ? 1 + Math.floor(random.next() ** 3 * 3) : 0
  const length = ((plan.ended ?? space.now) - plan.started) / count
  const key = recordingKey(space)
  const recordings = Array.from({ length: count }, (_, at) => {
    const from = (plan.started ?? 0) + Math.floor(at * length) + (at === 0 ? 2 : 5)
    const inProgress = plan.ended === null && at === count - 1
    const progress = inProgress
      ? toUnfinished(plan, from, space.now)
      : toFinished(plan, from, from + Math.floor(length * 0.9), random)
    return { id: toIdentifier(key, plan.index, at), ...progress }
  })
  if (plan.index % 40 !== 7) return recordings
  const never = { status: null, started: null, paused: null, finished: null, size: null }
  return [...recordings, { id: toIdentifier(key, plan.index, count), ...never }]
}

/** The key of the identifiers of recordings: the index is that of the session, the part that of the recording. */
export const recordingKey = ({ seed }: SpaceSettings): number => hash(seed, hashText('recording'))

type Progress = Omit<Recording, 'id'>

function toUnfinished(plan: SessionPlan, started: number, now: number): Progress {
  const isPaused = plan.index % 3 === 1
  const paused = isPaused ? started + Math.floor((now - started) * 0.6) : null
  return { status: isPaused ? 'paused' : 'recording', started, paused, finished: null, size: null }
}

function toFinished(plan: SessionPlan, from: number, to: number, random: Random): Progress {
  const times = { started: from, paused: null, finished: to }
  if (plan.justEnded) return { status: 'processing', ...times, size: null }
  const size = Math.floor((to - from) * rateOf(plan).bytes * (0.85 + 0.3 * random.next()))
  return { status: 'completed', ...times, size }
}

/** Total cost of a session's recordings, in dollars. */
export function costRecordings(space: SpaceSettings, plan: SessionPlan): number {
  const costs = findRecordings(space, plan).map((recording) => costOf(space, plan, recording))
  return roundCost(costs.reduce((sum, cost) => sum + cost, 0))
}

const costOf = (space: SpaceSettings, plan: SessionPlan, recording: Recording) =>
  toCost(secondsOf(space, recording) ?? 0, rateOf(plan).dollars)

const secondsOf = ({ now }: SpaceSettings, { started, paused, finished }: Recording) =>
  started === null ? null : (finished ?? paused ?? now) - started

/** The recording in the form that the service sends. */
export function toRecording(
  space: SpaceSettings,
  plan: SessionPlan,
  roomSessionId: string,
  recording: Recording,
  mediaTtl: number,
): RoomRecording {
  const { id, status, started, paused, finished, size } = recording
  const until = finished ?? paused ?? space.now
  const path = `video-room-recordings/${id}.mp4`
  return {
    id,
    room_session_id: roomSessionId,
    status,
    started_at: toTime(started),
    finished_at: toTime(finished),
    duration: secondsOf(space, recording),
    size_in_bytes: size,
    format: started === null ? null : 'video/mp4',
    cost_in_dollars: costOf(space, plan, recording),
    uri: status === 'completed' ? toMediaUrl(space, path, mediaTtl) : null,
    created_at: toTime(started ?? plan.created),
    updated_at: toTime(
      status === 'completed' ? Math.min(space.now, until + 45) : (finished ?? paused ?? started ?? plan.created),
    ),
  }
}

/**
 * A signed URL of a file, valid for `ttl` seconds from the sandbox's `now`.
 *
 * It is not known how the service signs its URLs: `expires`, in seconds since 1970, and `signature` are the sandbox's
 * own choice.
 */
function toMediaUrl({ seed, now, mediaUrl }: SpaceSettings, path: string, ttl: number): string {
  const expires = now + ttl
  const signature = toTextIdentifier(`${path} ${expires}`, seed).replaceAll('-', '')
  return `${mediaUrl}/${path}?expires=${expires}&signature=${signature}`
}
