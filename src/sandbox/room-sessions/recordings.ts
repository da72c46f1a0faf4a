import type { RoomRecording } from '../../generated/types.js'
import { toIdentifier, toTextIdentifier } from '../made-up/identifier.js'
import { createRandom, hash, hashText, type Random } from '../made-up/random.js'
import type { SessionPlan } from './plan.js'
import type { SpaceSettings } from './space-settings.js'
import { roundCost, toCost, toTime } from './time.js'

/** A recording of a session. All times are in seconds since 1970. */
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

/** How long a media URL is valid if the request has no `media_ttl`, in seconds: 15 minutes, as documented. */
const defaultMediaTtl = 900

// The sandbox's own choice: bytes per second, and dollars per minute. The files are small, so that tests are quick.
const rates = { '720p': { bytes: 20, dollars: 0.0045 }, '1080p': { bytes: 36, dollars: 0.009 } }
/** Smallest size of a recording, in bytes. */
const leastSize = 20_000
const rateOf = (plan: SessionPlan) => rates[plan.room.settings.quality ?? '720p']

/**
 * Returns the recordings of a session, oldest first.
 *
 * Rooms that record from the start have at least one recording for every session, other rooms only for some. The last recording
 * of a session in progress is in progress or paused. The newest session that has ended has complete recordings; those of the next
 * one are still being processed. A few recordings never started: nearly all of their properties are null.
 */
export function findRecordings(space: SpaceSettings, plan: SessionPlan): Recording[] {
  const { endsAt } = plan
  if (endsAt === null) return planRecordings(space, plan)
  // Plans the recordings as they are at the start of the sandbox or, if the session began later, at its end.
  const ended = plan.created > space.start ? endsAt : null
  return planRecordings(space, { ...plan, ended }).flatMap((recording) => {
    const size = recording.size ?? toSize(plan, endsAt - (recording.started ?? endsAt), 0.5)
    return toPresent({ ...recording, size, finished: recording.finished ?? endsAt }, space.now)
  })
}

/** How long after its end a recording is complete, in seconds. */
const processingSeconds = 45

/** Returns a recording as it is at a time; an empty list before it starts. */
function toPresent(recording: Recording, now: number): Recording[] {
  const { started, paused, finished } = recording
  if (started === null) return [{ ...recording, finished: null, size: null }]
  if (started > now) return []
  if (finished === null || finished > now) {
    return [{ ...recording, status: paused === null ? 'recording' : 'paused', finished: null, size: null }]
  }
  if (finished + processingSeconds > now) return [{ ...recording, status: 'processing', size: null }]
  return [{ ...recording, status: 'completed' }]
}

function planRecordings(space: SpaceSettings, plan: SessionPlan): Recording[] {
  if (plan.started === null) return []
  const random = createRandom(hash(space.seed, plan.index, hashText('recordings')))
  const mustRecord = plan.room.settings.record_on_start || isRecent(plan) || (plan.ended === null && plan.index < 3)
  const count = random.chance(mustRecord ? 1 : 0.25) ? 1 + Math.floor(random.next() ** 3 * 3) : 0
  const length = ((plan.ended ?? space.start) - plan.started) / count
  const key = recordingKey(space)
  const recordings = Array.from({ length: count }, (_, at) => {
    const from = (plan.started ?? 0) + Math.floor(at * length) + (at === 0 ? 2 : 5)
    const inProgress = plan.ended === null && at === count - 1
    const progress = inProgress
      ? toUnfinished(plan, from, space.start)
      : toFinished(plan, from, from + Math.floor(length * 0.9), space, random)
    return { id: toIdentifier(key, plan.index, at), ...progress }
  })
  if (plan.index % 40 !== 7 || plan.pastIndex === 0) return recordings
  const never = { status: null, started: null, paused: null, finished: null, size: null }
  return [...recordings, { id: toIdentifier(key, plan.index, count), ...never }]
}

/** True for the two newest sessions that have ended. They have recordings for every seed, so that examples find some. */
const isRecent = ({ pastIndex }: SessionPlan) => pastIndex === 0 || pastIndex === 1

/** Returns the key for the ids of recordings. Their index is the session's index, and their part the recording's number. */
export const recordingKey = ({ seed }: SpaceSettings): number => hash(seed, hashText('recording'))

type Progress = Omit<Recording, 'id'>

function toUnfinished(plan: SessionPlan, started: number, now: number): Progress {
  const isPaused = plan.index % 3 === 1
  const paused = isPaused ? started + Math.floor((now - started) * 0.6) : null
  return { status: isPaused ? 'paused' : 'recording', started, paused, finished: null, size: null }
}

function toFinished(
  plan: SessionPlan,
  from: number,
  to: number,
  { start, now }: SpaceSettings,
  random: Random,
): Progress {
  const times = { started: from, paused: null, finished: to }
  if (plan.pastIndex === 1 && now < start + processingSeconds) return { status: 'processing', ...times, size: null }
  const size = toSize(plan, to - from, random.next())
  return { status: 'completed', ...times, size }
}

const toSize = (plan: SessionPlan, seconds: number, chance: number) =>
  leastSize + Math.floor(seconds * rateOf(plan).bytes * (0.85 + 0.3 * chance))

/** Returns the total cost of a session's recordings, in dollars. */
export function costRecordings(space: SpaceSettings, plan: SessionPlan): number {
  const costs = findRecordings(space, plan).map((recording) => costOf(space, plan, recording))
  return roundCost(costs.reduce((sum, cost) => sum + cost, 0))
}

const costOf = (space: SpaceSettings, plan: SessionPlan, recording: Recording) =>
  toCost(secondsOf(space, recording) ?? 0, rateOf(plan).dollars)

const secondsOf = ({ now }: SpaceSettings, { started, paused, finished }: Recording) =>
  started === null ? null : (paused ?? finished ?? now) - started

/** How long the link of a recording is valid, in seconds, and the URL of the request. */
export interface LinkRequest {
  readonly ttl: number | undefined
  readonly address: string
}

/** Returns a recording as the service sends it. */
export function toRecording(
  space: SpaceSettings,
  plan: SessionPlan,
  roomSessionId: string,
  recording: Recording,
  link: LinkRequest,
): RoomRecording {
  const { id, status, started, paused, finished, size } = recording
  const until = finished ?? paused ?? space.now
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
    uri: status === 'completed' ? toMediaUrl(space, id, link) : null,
    created_at: toTime(started ?? plan.created),
    updated_at: toTime(
      status === 'completed'
        ? Math.min(space.now, until + processingSeconds)
        : (finished ?? paused ?? started ?? plan.created),
    ),
  }
}

const folder = 'video-room-recordings'

/**
 * Returns a signed URL of a recording's file, valid for `ttl` seconds from the sandbox's `now`. It has the origin of the request.
 *
 * It is not known how the service signs its URLs: `expires`, in seconds since 1970, and `signature` are the sandbox's
 * own choice.
 */
function toMediaUrl(space: SpaceSettings, id: string, { ttl = defaultMediaTtl, address }: LinkRequest): string {
  const expires = String(space.now + ttl)
  const query = `expires=${expires}&signature=${sign(space, id, expires)}`
  return `${new URL(address).origin}${space.mediaPath}/${folder}/${id}.mp4?${query}`
}

const sign = ({ seed }: SpaceSettings, id: string, expires: string) =>
  toTextIdentifier(`${folder}/${id}.mp4 ${expires}`, seed).replaceAll('-', '')

/**
 * Parses the URL of a recording's file: its id, and whether its signature is right and has not expired. `undefined` for any other
 * URL.
 */
export function parseMediaUrl(space: SpaceSettings, { pathname, searchParams }: URL) {
  const start = `${space.mediaPath}/${folder}/`
  const [, id] = (pathname.startsWith(start) && /^([\da-f-]{36})\.mp4$/.exec(pathname.slice(start.length))) || []
  if (id === undefined) return undefined
  const expires = searchParams.get('expires') ?? ''
  const isValid = searchParams.get('signature') === sign(space, id, expires) && space.now < Number(expires)
  return { id, isValid }
}
