import { toTextIdentifier } from '../identifier.js'
import type { World } from './world.js'

/**
 * A signed address of a file, good for some seconds from the sandbox's `now`.
 *
 * How the service signs its links is not known: `expires`, in seconds since 1970, and `signature` are the
 * sandbox's own choice.
 */
export function toMediaUrl({ seed, now, mediaUrl }: World, path: string, ttl: number): string {
  const expires = now + ttl
  const signature = toTextIdentifier(`${path} ${expires}`, seed).replaceAll('-', '')
  return `${mediaUrl}/${path}?expires=${expires}&signature=${signature}`
}
