import { toTextIdentifier } from './identifier.js'
import type { World } from './room-session-plan.js'

/** Address of a file of the project where the service keeps its media. */
export function toFileUrl({ seed, projectId }: World, path: string): string {
  return `https://files.signalwire.com/${toTextIdentifier('space', seed)}/${projectId}/${path}`
}

/**
 * A signed address of a file, good for some seconds from the sandbox's `now`.
 *
 * How the service signs its links is not known: `expires`, in seconds since 1970, and `signature` are the
 * sandbox's own choice.
 */
export function toMediaUrl(world: World, path: string, ttl: number): string {
  const expires = world.now + ttl
  const signature = toTextIdentifier(`${path} ${expires}`, world.seed).replaceAll('-', '')
  return `${toFileUrl(world, path)}?expires=${expires}&signature=${signature}`
}
