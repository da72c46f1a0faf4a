import { isUuid } from '../../text/uuid.js'
import { toTextIdentifier } from '../made-up/identifier.js'
import type { SandboxOptions } from '../options.js'

/** Everything that a sandbox's data depends on. From here on no clock and no random source is used. */
export interface SpaceSettings {
  readonly seed: number
  /** Number of sessions. */
  readonly sessions: number
  /** The time that the data is generated for, in seconds since 1970. */
  readonly now: number
  readonly projectId: string
  /** URL of the project's media files, without a slash at the end. */
  readonly mediaUrl: string
}

/** The settings of a sandbox with these options. */
export function toSpaceSettings({
  seed,
  sessions,
  projectId,
  now,
}: Omit<Required<SandboxOptions>, 'apiToken'>): SpaceSettings {
  // The document says that an event's `project_id` is a UUID, but a test may use any text as its project's id.
  const project = isUuid(projectId) ? projectId : toTextIdentifier(projectId, seed)
  return {
    seed,
    sessions,
    now: Math.floor(now.getTime() / 1000),
    projectId: project,
    mediaUrl: `https://files.signalwire.com/${toTextIdentifier('space', seed)}/${project}`,
  }
}
