import type { RoomSession } from '../../generated/types.js'
import { toIdentifier } from '../identifier.js'
import { createRandom, hash, hashText, type Random } from '../random.js'
import { findRoom, namedRooms, type Room, toAutoCreatedRoom } from './rooms.js'
import { createWorkDays } from './work-days.js'
import type { World } from './world.js'

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

// In seconds: how long ago the oldest session in progress may have been created, and the newest other one,
// so that the longest of them is over.
const inProgressSince = 25 * 60
const othersBefore = 60 * Math.max(...namedRooms.map(({ minutes: [, max] }) => max + 5))
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
  return (index) => {
    const random = createRandom(hash(world.seed, index))
    const place = findRoom(random.integer(0, 99))
    const room = namedRooms[place] ?? toAutoCreatedRoom(world.seed, index)
    const { status, created, started, ended } =
      index < inProgress
        ? planInProgress((index + random.next()) / inProgress, world.now)
        : planEarlier(index - inProgress, earlier(index - inProgress), room, random)
    // Spelt out: a spread here would take as long as all the rest, and filters plan every session.
    return {
      index,
      room,
      roomId: roomIds[place] ?? null,
      status,
      created,
      started,
      ended,
      justEnded: index === inProgress,
    }
  }
}

type Course = Pick<SessionPlan, 'status' | 'created' | 'started' | 'ended'>

/** @param age from 0, created just now, to 1 */
function planInProgress(age: number, now: number): Course {
  const created = now - 150 - Math.floor(age * (inProgressSince - 150))
  return { status: 'in-progress', created, started: created + setUp, ended: null }
}

/** @param at how many that are not in progress are newer */
function planEarlier(at: number, created: number, room: Room, random: Random): Course {
  if (at % 45 === 31) return { status: null, created, started: null, ended: null }
  const [min, max] = room.minutes
  const started = created + setUp
  return { status: 'completed', created, started, ended: started + random.integer(min * 60, max * 60) }
}
