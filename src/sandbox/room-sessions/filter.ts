import type { operations } from '../../generated/types.js'
import type { Planner, SessionPlan } from './plan.js'

type Query = NonNullable<operations['list_room_sessions']['parameters']['query']>

/** What sessions are chosen by. */
export type SessionFilter = Omit<Query, 'page_number' | 'page_size' | 'page_token'>

/** A condition per filter: one that the document adds does not compile until it is met here. */
const conditions: { [Name in keyof SessionFilter]-?: (plan: SessionPlan, wanted: string) => boolean } = {
  room_id: (plan, wanted) => plan.roomId === wanted.toLowerCase(),
  room_name: (plan, wanted) => plan.room.settings.name === wanted,
  room_name_matches: (plan, wanted) => plan.room.settings.name?.includes(wanted) === true,
  status: (plan, wanted) => plan.status === wanted,
}

/**
 * Finds the sessions that meet all filters, newest first, as their indices; `undefined` without any filter: then all do.
 *
 * `room_name_matches` means a part of the name, as documented. That both names are compared with their
 * case, and the order of the list, is the sandbox's own choice. The last answers are kept, so that
 * reading page after page does not look at all sessions for each.
 */
export function createSessionFinder(plan: Planner, count: number): (filter: SessionFilter) => Uint32Array | undefined {
  const kept = new Map<string, Uint32Array>()
  return (filter) => {
    const wanted = toWanted(filter)
    if (wanted.length === 0) return undefined
    const key = JSON.stringify(wanted)
    const found = kept.get(key) ?? find(plan, count, wanted)
    // The oldest answer makes room: a Map keeps the order in which its keys were set.
    kept.delete(key)
    kept.set(key, found)
    for (const oldest of kept.keys()) if (kept.size > 8) kept.delete(oldest)
    return found
  }
}

type Wanted = readonly [condition: (plan: SessionPlan, wanted: string) => boolean, name: string, value: string]

function toWanted(filter: SessionFilter): Wanted[] {
  // `Object.entries` forgets what the table's keys are.
  return (Object.entries(conditions) as [keyof SessionFilter, Wanted[0]][]).flatMap(([name, condition]) => {
    const value = filter[name]
    return value === undefined ? [] : [[condition, name, value] as const]
  })
}

function find(plan: Planner, count: number, wanted: readonly Wanted[]): Uint32Array {
  const found: number[] = []
  for (let index = 0; index < count; index++) {
    const session = plan(index)
    if (wanted.every(([condition, , value]) => condition(session, value))) found.push(index)
  }
  return Uint32Array.from(found)
}
