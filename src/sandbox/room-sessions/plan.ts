import type { RoomSession } from '../../generated/types.js'
import { toIdentifier } from '../made-up/identifier.js'
import { createRandom, hash, hashText, type Random } from '../made-up/random.js'
import { findRoom, namedRooms, type Room, toAutoCreatedRoom } from './rooms.js'
import type { SpaceSettings } from './space-settings.js'
import { createWorkDays } from './work-days.js'

/** The facts from which everything about a session is generated. All times are in seconds since 1970. */
export interface SessionPlan {
  /** 0 is the newest. */
  readonly index: number
  readonly room: Room
  /** Null when the room was created by joining it. */
  readonly roomId: string | null
  readonly status: RoomSession['status']
  readonly created: number
  /** Null when no member ever joined. */
  readonly started: number | null
  /** Null while the session is in progress. */
  readonly ended: number | null
  /** Its place among the sessions that are not in progress, 0 for the newest; negative for one in progress. */
  readonly pastIndex: number
}

/** Returns the plan of the session with this index. It is always the same, and does not depend on other plans. */
export type Planner = (index: number) => SessionPlan

/** Greatest age of a session in progress, in seconds. */
const maxInProgressAge = 25 * 60
/** Least age of any other session, in seconds: even the longest one has ended by then. */
const minEndedAge = 60 * Math.max(...namedRooms.map(({ minutes: [, max] }) => max + 5))
/** Seconds from the creation of a session until its first member joins. */
const setUpSeconds = 2

/**
 * Decides which sessions a space has. The newest are in progress, all others were completed within the last ninety
 * working days, except for a few that no member ever joined (their `status` is null).
 */
export function createPlanner(space: SpaceSettings): Planner {
  const inProgress = Math.min(400, Math.ceil(space.sessions / 30))
  const earlier = createWorkDays(space.seed, space.sessions - inProgress, space.now - minEndedAge)
  const roomIds = namedRooms.map((_, place) => toIdentifier(hash(space.seed, hashText('room')), place))
  return (index) => {
    const random = createRandom(hash(space.seed, index))
    const place = findRoom(random.integer(0, 99))
    const room = namedRooms[place] ?? toAutoCreatedRoom(space.seed, index)
    const { status, created, started, ended } =
      index < inProgress
        ? planInProgress((index + random.next()) / inProgress, space.now)
        : planEarlier(index - inProgress, earlier(index - inProgress), room, random)
    // No spread: it would take as long as everything else here, and a filter plans every session.
    return {
      index,
      room,
      roomId: roomIds[place] ?? null,
      status,
      created,
      started,
      ended,
      pastIndex: index - inProgress,
    }
  }
}

type Times = Pick<SessionPlan, 'status' | 'created' | 'started' | 'ended'>

/** @param age from 0 (created just now) to 1 (`maxInProgressAge`) */
function planInProgress(age: number, now: number): Times {
  const created = now - 150 - Math.floor(age * (maxInProgressAge - 150))
  return { status: 'in-progress', created, started: created + setUpSeconds, ended: null }
}

/** @param at number of newer sessions that are not in progress */
function planEarlier(at: number, created: number, room: Room, random: Random): Times {
  if (at % 45 === 31) return { status: null, created, started: null, ended: null }
  const [min, max] = room.minutes
  const started = created + setUpSeconds
  return { status: 'completed', created, started, ended: started + random.integer(min * 60, max * 60) }
}
