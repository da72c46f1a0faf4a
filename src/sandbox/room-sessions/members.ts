import type { RoomSessionMember } from '../../generated/types.js'
import { toIdentifier } from '../identifier.js'
import { createRandom, hash, hashText, type Random } from '../random.js'
import { toPersonName } from './people.js'
import type { SessionPlan } from './plan.js'
import { roundCost, toCost, toTime } from './time.js'
import type { World } from './world.js'

/** Someone, or someone's screen, in a session. All times in seconds since 1970. */
export interface Member {
  readonly id: string
  readonly name: string | null
  /** Null when not yet joined. */
  readonly joined: number | null
  /** Null while present. */
  readonly left: number | null
  /** Time in the session so far, in seconds; null when not yet joined. */
  readonly seconds: number | null
  readonly cost: number
}

type Presence = Pick<Member, 'name' | 'joined' | 'left'>

/**
 * Who took part in a session, the first to join first.
 *
 * The session begins with the first to join and ends with the last to leave. Some have no name, some share
 * their screen while they are there, and in some sessions in progress one has not joined yet.
 */
export function findMembers(world: World, plan: SessionPlan): Member[] {
  const key = hash(world.seed, hashText('member'))
  return findPresences(world, plan).map(({ name, joined, left }, at) => {
    const seconds = joined === null ? null : (left ?? world.now) - joined
    return {
      id: toIdentifier(key, plan.index, at),
      name,
      joined,
      left,
      seconds,
      cost: toCost(seconds ?? 0, rateOf(plan)),
    }
  })
}

/** What the members of a session cost together, in dollars. */
export function costMembers(world: World, plan: SessionPlan): number {
  const rate = rateOf(plan)
  const costs = findPresences(world, plan).map(({ joined, left }) =>
    joined === null ? 0 : toCost((left ?? world.now) - joined, rate),
  )
  return roundCost(costs.reduce((sum, cost) => sum + cost, 0))
}

// Dollars per minute: what one real session cost, and a sandbox's guess for the higher quality.
const rateOf = (plan: SessionPlan) => (plan.room.settings.quality === '1080p' ? 0.009 : 0.0045)

function findPresences(world: World, plan: SessionPlan): Presence[] {
  if (plan.started === null) return []
  const random = createRandom(hash(world.seed, plan.index, hashText('members')))
  const present = peopleOf(plan, plan.started, world.now, random)
  if (present.length > 1 && random.chance(0.4)) present.push(screenOf(present, plan.index, world.now, random))
  present.sort((one, other) => Number(one.joined) - Number(other.joined))
  if (plan.ended === null && plan.index % 2 === 0) present.push({ name: 'Waiting Guest', joined: null, left: null })
  return present
}

function peopleOf({ room, ended, index }: SessionPlan, started: number, now: number, random: Random): Presence[] {
  const [min, max] = room.people
  const count = random.integer(min, max)
  const length = (ended ?? now) - started
  const first = random.integer(0, 95)
  return Array.from({ length: count }, (_, at) => {
    const joined = at === 0 ? started : started + Math.floor(random.next() ** 2 * length * 0.4)
    const early = Math.floor(random.next() ** 3 * length * 0.5)
    const hasLeft = random.chance(0.25)
    const name = (index + at * 3) % 14 === 9 ? null : toPersonName(first, at)
    if (ended === null) return { name, joined, left: hasLeft && at > 0 ? now - early - 1 : null }
    return { name, joined, left: at === count - 1 ? ended : ended - early }
  })
}

/** A screen that one of the people shared for some of the time that they were there. */
function screenOf(people: readonly Presence[], index: number, now: number, random: Random): Presence {
  const sharer = people[random.integer(0, people.length - 1)]
  const from = Number(sharer?.joined)
  const length = (sharer?.left ?? now) - from
  const joined = from + Math.floor(length * 0.2)
  const goesOn = sharer?.left === null && index % 3 !== 0
  return { name: `${sharer?.name ?? 'Guest'} (screen)`, joined, left: goesOn ? null : joined + Math.ceil(length * 0.5) }
}

/** A member as the service sends it. */
export function toMember(roomSessionId: string, member: Member): RoomSessionMember {
  return {
    id: member.id,
    room_session_id: roomSessionId,
    name: member.name,
    join_time: toTime(member.joined),
    leave_time: toTime(member.left),
    duration: member.seconds,
    cost_in_dollars: member.cost,
  }
}
