import type { RoomSession } from '../generated/types.js'
import { toIdentifier } from './identifier.js'
import { createRandom, hash, hashText, type Random } from './random.js'
import { findRoom, namedRooms, type Room, toAutoCreatedRoom } from './room-session-rooms.js'
import type { World } from './room-session-world.js'
import { createWorkDays, type Moments } from './work-days.js'

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

// In seconds: how long ago the oldest session in progress, and the newest other one, may have been created.
const inProgressSince = 25 * 60
const othersBefore = 80 * 60
// In seconds, from the creation of a session to its first member.
const setUp = 2

/**
 * Decides what sessions a world has: some in progress, the newest of all, a rare one that nobody ever
 * joined (its `status` is null), all others completed within the last ninety working days.
 */
export function createPlanner(world: World): Planner {
  const inProgress = Math.min(400, Math.ceil(world.sessions / 30))
  const earlier = createWorkDays(world.seed, world.sessions - inProgress, world.now - othersBefore)
  const roomIds = namedRooms.map((_, place) => toIdentifier(hash(world.seed, hashText('room')), place))
  return (index) => planSession(world, roomIds, index, inProgress, earlier)
}

function planSession(
  world: World,
  roomIds: readonly string[],
  index: number,
  inProgress: number,
  earlier: Moments,
): SessionPlan {
  const random = createRandom(hash(world.seed, index))
  const place = findRoom(random.integer(0, 99))
  const room = namedRooms[place] ?? toAutoCreatedRoom(world.seed, index)
  const roomId = roomIds[place] ?? null
  const course = planCourse(world, index, inProgress, earlier, room, random)
  // Spelt out: a spread here would take as long as all the rest, and filters plan every session.
  return {
    index,
    room,
    roomId,
    status: course.status,
    created: course.created,
    started: course.started,
    ended: course.ended,
    justEnded: index === inProgress,
  }
}

type Course = Pick<SessionPlan, 'status' | 'created' | 'started' | 'ended'>

function planCourse(
  world: World,
  index: number,
  inProgress: number,
  earlier: Moments,
  room: Room,
  random: Random,
): Course {
  if (index < inProgress) {
    const created = world.now - 150 - Math.floor(((index + random.next()) / inProgress) * (inProgressSince - 150))
    return { status: 'in-progress', created, started: created + setUp, ended: null }
  }
  const created = earlier(index - inProgress)
  if ((index - inProgress) % 45 === 31) return { status: null, created, started: null, ended: null }
  const [min, max] = room.minutes
  const length = Math.min(random.integer(min * 60, max * 60), world.now - created - 60)
  return { status: 'completed', created, started: created + setUp, ended: created + setUp + length }
}
