import { findIndex, toIdentifier } from '../made-up/identifier.js'
import { hash, hashText } from '../made-up/random.js'
import { createPlanner, type SessionPlan } from './plan.js'
import type { SpaceSettings } from './space-settings.js'

/** The room sessions of a space, newest first, and their identifiers. */
export interface Sessions {
  readonly count: number
  /** The session with an index, from 0 to `count` - 1. */
  plan(index: number): SessionPlan
  /** Finds a session by its identifier. */
  find(id: string): SessionPlan | undefined
  idOf(session: SessionPlan): string
}

/** Creates the sessions of a space. No session is stored. */
export function createSessions(space: SpaceSettings): Sessions {
  const key = hash(space.seed, hashText('room session'))
  const plan = createPlanner(space)
  return {
    count: space.sessions,
    plan,
    find: (id) => {
      const index = findIndex(key, id)
      return index === undefined || index >= space.sessions ? undefined : plan(index)
    },
    idOf: ({ index }) => toIdentifier(key, index),
  }
}
