import { isUuid } from '../../text/uuid.js'
import { toTextIdentifier } from '../made-up/identifier.js'
import type { SandboxOptions } from '../options.js'

/** Everything that a sandbox's data depends on. The data uses neither the machine's clock nor its random numbers. */
export interface SpaceSettings {
  readonly seed: number
  /** Number of sessions. */
  readonly sessions: number
  /** The time that the data is generated for, in seconds since 1970. */
  readonly start: number
  /** The time of the sandbox, in seconds since 1970: `start`, until time is moved. */
  readonly now: number
  readonly projectId: string
  /** Path of the project's media files, without a slash at the end. */
  readonly mediaPath: string
}

/** Where the service keeps media files. The sandbox's links to recordings lead to the sandbox itself instead. */
export const mediaHost = 'https://files.signalwire.com'

/** Returns the settings of a sandbox with these options. */
export function toSpaceSettings({
  seed,
  sessions,
  projectId,
  now,
}: Omit<Required<SandboxOptions>, 'apiToken'>): SpaceSettings {
  // The document says that an event's `project_id` is a UUID, but a test may use any text as its project's id.
  const project = isUuid(projectId) ? projectId : toTextIdentifier(projectId, seed)
  const start = Math.floor(now.getTime() / 1000)
  return {
    seed,
    sessions,
    start,
    now: start,
    projectId: project,
    mediaPath: `/${toTextIdentifier('space', seed)}/${project}`,
  }
}
