import { isUuid } from '../../text/uuid.js'
import { toTextIdentifier } from '../identifier.js'
import type { SandboxOptions } from '../options.js'

/** What all data of a sandbox is made from: no clock and no chance is asked after this. */
export interface World {
  readonly seed: number
  /** How many sessions there are. */
  readonly sessions: number
  /** The moment at which everything is seen, in seconds since 1970. */
  readonly now: number
  readonly projectId: string
  /** Where the service keeps the project's media: an address without a slash at its end. */
  readonly mediaUrl: string
}

/** The world of a sandbox with these options. */
export function createWorld({ seed, sessions, projectId, now }: Omit<Required<SandboxOptions>, 'apiToken'>): World {
  // The document makes an event's `project_id` a UUID, whatever a test calls its project.
  const project = isUuid(projectId) ? projectId : toTextIdentifier(projectId, seed)
  return {
    seed,
    sessions,
    now: Math.floor(now.getTime() / 1000),
    projectId: project,
    mediaUrl: `https://files.signalwire.com/${toTextIdentifier('space', seed)}/${project}`,
  }
}
