import type { RoomSessionMember } from '../../generated/types.js'
import { toIdentifier } from '../made-up/identifier.js'
import { createRandom, hash, hashText, type Random } from '../made-up/random.js'
import type { SessionPlan } from './plan.js'
import type { SpaceSettings } from './space-settings.js'
import { roundCost, toCost, toTime } from './time.js'

/** A person in a session, or the screen that a person shares. All times are in seconds since 1970. */
export interface Member {
  readonly id: string
  readonly name: string | null
  /** Null before the member has joined. */
  readonly joined: number | null
  /** Null while the member is in the session. */
  readonly left: number | null
  /** Time in the session so far, in seconds. Null before the member has joined. */
  readonly seconds: number | null
  readonly cost: number
}

type Presence = Pick<Member, 'name' | 'joined' | 'left'>

/**
 * Returns the members of a session, ordered by the time they joined.
 *
 * The session starts when the first member joins and ends when the last one leaves. Some members have no name, some share
 * their screen, and some sessions in progress have a member who has not joined yet.
 */
export function findMembers(space: SpaceSettings, plan: SessionPlan): Member[] {
  const key = hash(space.seed, hashText('member'))
  return findPresences(space, plan).map(({ name, joined, left }, at) => {
    const seconds = joined === null ? null : (left ?? space.now) - joined
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

/** Returns the total cost of a session's members, in dollars. */
export function costMembers(space: SpaceSettings, plan: SessionPlan): number {
  const rate = rateOf(plan)
  const costs = findPresences(space, plan).map(({ joined, left }) =>
    joined === null ? 0 : toCost((left ?? space.now) - joined, rate),
  )
  return roundCost(costs.reduce((sum, cost) => sum + cost, 0))
}

// Dollars per minute: the price of one real session, and a guess for the higher quality.
const rateOf = (plan: SessionPlan) => (plan.room.settings.quality === '1080p' ? 0.009 : 0.0045)

function findPresences(space: SpaceSettings, plan: SessionPlan): Presence[] {
  const { endsAt } = plan
  if (endsAt === null) return planPresences(space, plan)
  // Plans the members as they are at the start of the sandbox or, if the session began later, at its end.
  const ended = plan.created > space.start ? endsAt : null
  return planPresences(space, { ...plan, ended }).flatMap(({ name, joined, left }): Presence[] => {
    if (joined === null) return [{ name, joined, left }]
    const until = left ?? endsAt
    return joined > space.now ? [] : [{ name, joined, left: until > space.now ? null : until }]
  })
}

function planPresences(space: SpaceSettings, plan: SessionPlan): Presence[] {
  if (plan.started === null) return []
  const random = createRandom(hash(space.seed, plan.index, hashText('members')))
  const present = peopleOf(plan, plan.started, space.start, random)
  if (present.length > 1 && random.chance(0.4)) present.push(screenOf(present, plan.index, space.start, random))
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

/** Returns the screen that one of the people shared for part of their time in the session. */
function screenOf(people: readonly Presence[], index: number, now: number, random: Random): Presence {
  const sharer = people[random.integer(0, people.length - 1)]
  const from = Number(sharer?.joined)
  const length = (sharer?.left ?? now) - from
  const joined = from + Math.floor(length * 0.2)
  const isShared = sharer?.left === null && index % 3 !== 0
  return {
    name: `${sharer?.name ?? 'Guest'} (screen)`,
    joined,
    left: isShared ? null : joined + Math.ceil(length * 0.5),
  }
}

/** Returns a member as the service sends it. */
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

const givenNames = ['Ana', 'Bola', 'Chen', 'Dilek', 'Emil', 'Farah', 'Goran', 'Hina', 'Ivo', 'Jola', 'Kofi', 'Lea']
const familyNames = ['Abara', 'Berg', 'Costa', 'Duarte', 'Engel', 'Fuchs', 'Gupta', 'Haas']
const nameCount = givenNames.length * familyNames.length

/**
 * Returns a made-up name. People in the same session get different names.
 *
 * @param first number of the session's first person
 * @param at position of the person in the session
 */
function toPersonName(first: number, at: number): string {
  const person = (first + at * 17) % nameCount
  return `${givenNames[person % givenNames.length]} ${familyNames[Math.floor(person / givenNames.length)]}`
}
