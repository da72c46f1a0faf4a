import type { operations } from '../../generated/types.js'
import { createRecentResults } from '../recent-results.js'
import type { SessionPlan } from './plan.js'
import type { Sessions } from './sessions.js'

type Query = NonNullable<operations['list_room_sessions']['parameters']['query']>

/** Filters of the list of sessions. */
export type SessionFilter = Omit<Query, 'page_number' | 'page_size' | 'page_token'>

/** The condition of each filter. A new filter in the document does not compile until its condition is added here. */
const conditions: { [Name in keyof SessionFilter]-?: (plan: SessionPlan, wanted: string) => boolean } = {
  room_id: (plan, wanted) => plan.roomId === wanted.toLowerCase(),
  room_name: (plan, wanted) => plan.room.settings.name === wanted,
  room_name_matches: (plan, wanted) => plan.room.settings.name?.includes(wanted) === true,
  status: (plan, wanted) => plan.status === wanted,
}

/**
 * Creates a function that returns the places in the list of the sessions that match all filters, newest first; `undefined` if
 * there is no filter.
 *
 * `room_name_matches` matches a part of the name, as documented. The order of the list, and that names are case-sensitive,
 * are the sandbox's own choice.
 */
export function createSessionFinder(
  sessions: Pick<Sessions, 'at' | 'count'>,
  now: () => number,
): (filter: SessionFilter) => Uint32Array | undefined {
  const recent = createRecentResults<Uint32Array>()
  return (filter) => {
    const wanted = toWanted(filter)
    if (wanted.length === 0) return undefined
    return recent(JSON.stringify([now(), wanted]), () => find(sessions, wanted))
  }
}

type Wanted = readonly [condition: (plan: SessionPlan, wanted: string) => boolean, name: string, value: string]

function toWanted(filter: SessionFilter): Wanted[] {
  // `Object.entries` loses the type of the keys.
  return (Object.entries(conditions) as [keyof SessionFilter, Wanted[0]][]).flatMap(([name, condition]) => {
    const value = filter[name]
    return value === undefined ? [] : [[condition, name, value] as const]
  })
}

function find({ at, count }: Pick<Sessions, 'at' | 'count'>, wanted: readonly Wanted[]): Uint32Array {
  const found: number[] = []
  for (let place = 0; place < count; place++) {
    const session = at(place)
    if (wanted.every(([condition, , value]) => condition(session, value))) found.push(place)
  }
  return Uint32Array.from(found)
}
