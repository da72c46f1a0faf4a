import { toVisibleText } from '../../text/visible-text.js'
import type { Screen } from '../world.js'

/** Longest message: what is quoted in it may be of any length. */
const maxLength = 600

/**
 * Text as one line for a person: visible, and cut in the middle when it is long, since a message begins with the place
 * and ends with what is wrong.
 */
export function toOneLine(text: string): string {
  const line = toVisibleText(text.trim())
  if (line.length <= maxLength) return line
  // Half a surrogate pair is no character.
  const head = line.slice(0, maxLength / 2).replace(/[\ud800-\udbff]$/, '')
  const tail = line.slice(-maxLength / 2).replace(/^[\udc00-\udfff]/, '')
  return `${head} … ${tail}`
}

/**
 * Writes a message to stderr as one line. Everything that stderr says of a run comes through here, so that no name from
 * a server, a document or a file reaches the terminal as it is.
 *
 * @param command of `toCommand`: follows the message whole, to be pasted into a shell
 */
export const tell = (stderr: Pick<Screen, 'write'>, message: string, command?: string): Promise<void> =>
  stderr.write(`room-sessions: ${[toOneLine(message), command].filter(Boolean).join(' ')}\n`)
