import type { RoomSession } from '../generated/types.js'
import { toIdentifier } from './identifier.js'
import { createRandom, hash, hashText } from './random.js'
import { namedRooms, type Room, toAutoCreatedRoom } from './room-session-rooms.js'
import { createWorkDays, type Moments } from './work-days.js'

/** What all data of a sandbox is made from: no clock and no chance is asked after this. */
export interface World {
  readonly seed: number
  /** How many sessions there are. */
  readonly sessions: number
  /** The moment at which everything is seen, in seconds since 1970. */
  readonly now: number
  readonly projectId: string
}

/** What is decided of a session before anything of it is written down. All times in seconds since 1970. */
export interface SessionPlan {
  /** 0 is the newest. */
  readonly index: number
  readonly room: Room
  /** Identifier of the room; null when it was made by joining it. */
  readonly roomId: string | null
  readonly status: RoomSession['status']
  readonly created: number
  /** Null when nobody ever joined. */
  readonly started: number | null
  /** Null while it goes on. */
  readonly ended: number | null
  /** Whether it is the last that has ended: its recordings are not ready yet. */
  readonly justEnded: boolean
}

/** Plans any session of a world, always alike, without planning another. */
export type Planner = (index: number) => SessionPlan

/** Identifier of one of the rooms with an identifier, by its place in `namedRooms`. */
export const toRoomId = (seed: number, room: number) => toIdentifier(hash(seed, hashText('room')), room)

const recent = 80 * 60

/**
 * Decides what sessions a world has: some in progress, the newest of all, a rare one that nobody ever
 * joined (its `status` is null), all others completed within the last ninety working days.
 */
export function createPlanner(world: World): Planner {
  const inProgress = Math.min(400, Math.ceil(world.sessions / 30))
  const earlier = createWorkDays(world.seed, world.sessions - inProgress, world.now - recent)
  return (index) => planSession(world, index, inProgress, earlier)
}

function planSession(world: World, index: number, inProgress: number, earlier: Moments): SessionPlan {
  const random = createRandom(hash(world.seed, index))
  // Three of ten sessions are in rooms made by joining them.
  const place = random.integer(0, 99)
  const at = place < 70 ? place % namedRooms.length : -1
  const room = namedRooms[at] ?? toAutoCreatedRoom(world.seed, index)
  const base = { index, room, roomId: at < 0 ? null : toRoomId(world.seed, at), justEnded: index === inProgress }
  const setUp = random.integer(1, 5)
  if (index < inProgress) {
    const started = world.now - 150 - Math.floor(((index + random.next()) / inProgress) * (recent - 600))
    return { ...base, status: 'in-progress', created: started - setUp, started, ended: null }
  }
  const started = earlier(index - inProgress)
  if ((index - inProgress) % 45 === 31) {
    return { ...base, status: null, created: started, started: null, ended: null }
  }
  const [min, max] = room.minutes
  const length = Math.min(random.integer(min * 60, max * 60), world.now - started - 60)
  return { ...base, status: 'completed', created: started - setUp, started, ended: started + length }
}
