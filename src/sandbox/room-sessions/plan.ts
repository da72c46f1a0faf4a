import type { RoomSession } from '../../generated/types.js'
import { toIdentifier } from '../made-up/identifier.js'
import { createRandom, hash, hashText, type Random } from '../made-up/random.js'
import { findRoom, namedRooms, type Room, toAutoCreatedRoom } from './rooms.js'
import type { SpaceSettings } from './space-settings.js'
import { createWorkDays } from './work-days.js'

/** The facts from which everything about a session is generated. All times are in seconds since 1970. */
export interface SessionPlan {
  /** 0 is the newest session at the sandbox's `start`. Sessions that began later have higher numbers than all others. */
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
  /** When the session ends, if it was in progress at the sandbox's `start` or began later. Null for any other session. */
  readonly endsAt: number | null
  /** Place among the sessions that had ended at the sandbox's `start`: 0 for the newest, negative for any other session. */
  readonly pastIndex: number
}

/** Returns the plan of the session with this index. The plan depends on the sandbox's time, but not on other plans. */
export type Planner = (index: number) => SessionPlan

/** Greatest age of a session in progress, in seconds. */
const maxInProgressAge = 25 * 60
/** Least age of any other session, in seconds: even the longest one has ended by then. */
const minEndedAge = 60 * Math.max(...namedRooms.map(({ minutes: [, max] }) => max + 5))
/** Seconds from the creation of a session until its first member joins. */
const setUpSeconds = 2

/**
 * Creates the function that plans the sessions of a space. The newest are in progress. All others were completed within the last
 * ninety working days, except for a few that no member ever joined (their `status` is null).
 */
export function createPlanner(space: SpaceSettings): Planner {
  const inProgress = countInProgress(space)
  const earlier = createWorkDays(space.seed, space.sessions - inProgress, space.start - minEndedAge)
  const roomIds = namedRooms.map((_, place) => toIdentifier(hash(space.seed, hashText('room')), place))
  return (index) => {
    const random = createRandom(hash(space.seed, index))
    const place = findRoom(random.integer(0, 99))
    const room = namedRooms[place] ?? toAutoCreatedRoom(space.seed, index)
    const { status, created, started, ended, endsAt } =
      index >= space.sessions
        ? planLater(space, toLaterTime(space, index - space.sessions), room, random)
        : index < inProgress
          ? planInProgress((index + random.next()) / inProgress, space, random)
          : planEarlier(index - inProgress, earlier(index - inProgress), room, random)
    // Written out because a spread would take as long as everything else here, and a filter plans every session.
    return {
      index,
      room,
      roomId: roomIds[place] ?? null,
      status,
      created,
      started,
      ended,
      endsAt,
      pastIndex: index < space.sessions ? index - inProgress : -1,
    }
  }
}

type Times = Pick<SessionPlan, 'status' | 'created' | 'started' | 'ended' | 'endsAt'>

/** @param age from 0 (created just now) to 1 (`maxInProgressAge`) */
function planInProgress(age: number, { start, now }: SpaceSettings, random: Random): Times {
  const created = start - 150 - Math.floor(age * (maxInProgressAge - 150))
  const endsAt = start + random.integer(60, 3600)
  return { ...toProgress(endsAt, now), created, started: created + setUpSeconds, endsAt }
}

/** Returns the times of a session that began after the sandbox's `start`. */
function planLater({ now }: SpaceSettings, created: number, room: Room, random: Random): Times {
  const [min, max] = room.minutes
  const started = created + setUpSeconds
  const endsAt = started + random.integer(min * 60, max * 60)
  if (started > now) return { status: null, created, started: null, ended: null, endsAt }
  return { ...toProgress(endsAt, now), created, started, endsAt }
}

const toProgress = (endsAt: number, now: number): Pick<SessionPlan, 'status' | 'ended'> =>
  endsAt > now ? { status: 'in-progress', ended: null } : { status: 'completed', ended: endsAt }

const countInProgress = ({ sessions }: SpaceSettings) => Math.min(400, Math.ceil(sessions / 30))

/**
 * Returns the seconds between the beginnings of two sessions after the sandbox's `start`, so that about as many sessions as
 * before are in progress.
 */
const toGap = (space: SpaceSettings) => 1800 / countInProgress(space)

/** Returns when a session began, by its number among the sessions that began after the sandbox's `start`. */
function toLaterTime(space: SpaceSettings, at: number): number {
  const jitter = createRandom(hash(space.seed, at, hashText('later'))).next()
  return space.start + Math.floor((at + 0.2 + 0.6 * jitter) * toGap(space))
}

/** Returns how many sessions began after the sandbox's `start`. */
export function countLater(space: SpaceSettings): number {
  if (space.sessions === 0) return 0
  const last = Math.floor((space.now - space.start) / toGap(space))
  return toLaterTime(space, last) <= space.now ? last + 1 : last
}

/** @param at number of newer sessions that are not in progress */
function planEarlier(at: number, created: number, room: Room, random: Random): Times {
  if (at % 45 === 31) return { status: null, created, started: null, ended: null, endsAt: null }
  const [min, max] = room.minutes
  const started = created + setUpSeconds
  return { status: 'completed', created, started, ended: started + random.integer(min * 60, max * 60), endsAt: null }
}
