import { findIndex, toIdentifier } from '../made-up/identifier.js'
import { hash, hashText } from '../made-up/random.js'
import { countLater, createPlanner, type SessionPlan } from './plan.js'
import type { SpaceSettings } from './space-settings.js'

/** The room sessions of a space, newest first, and their identifiers. */
export interface Sessions {
  /** Number of sessions. It grows with the time of the sandbox. */
  readonly count: number
  /** Returns the session at a place of the list, from 0 (the newest) to `count` - 1. */
  at(place: number): SessionPlan
  /** Returns the session with an index, which is always the same one; `undefined` if it does not exist, or not yet. */
  ofIndex(index: number): SessionPlan | undefined
  /** Finds a session by its id. */
  find(id: string): SessionPlan | undefined
  idOf(session: SessionPlan): string
}

/** Creates the sessions of a space. No session is stored. */
export function createSessions(space: SpaceSettings): Sessions {
  const key = hash(space.seed, hashText('room session'))
  const plan = createPlanner(space)
  const ofIndex = (index: number) => (index < space.sessions + countLater(space) ? plan(index) : undefined)
  return {
    get count() {
      return space.sessions + countLater(space)
    },
    at: (place) => {
      const later = countLater(space)
      return plan(place < later ? space.sessions + later - 1 - place : place - later)
    },
    ofIndex,
    find: (id) => {
      const index = findIndex(key, id)
      return index === undefined ? undefined : ofIndex(index)
    },
    idOf: ({ index }) => toIdentifier(key, index),
  }
}
