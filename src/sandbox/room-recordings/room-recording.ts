import { toIndex } from '../made-up/identifier.js'
import type { SessionPlan } from '../room-sessions/plan.js'
import { findRecordings, type Recording, recordingKey } from '../room-sessions/recordings.js'
import type { Sessions } from '../room-sessions/sessions.js'
import type { SpaceSettings } from '../room-sessions/space-settings.js'

/** A recording with its session. */
export interface FoundRecording {
  readonly session: SessionPlan
  readonly recording: Recording
}

/** Finds a recording of any session by its identifier. */
export function findRecording(space: SpaceSettings, sessions: Sessions, id: string): FoundRecording | undefined {
  const session = sessions.ofIndex(toIndex(recordingKey(space), id))
  if (!session) return undefined
  const recording = findRecordings(space, session).find((each) => each.id === id.toLowerCase())
  return recording && { session, recording }
}
