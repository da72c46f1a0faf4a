import { toVisibleText } from '../../text/visible-text.js'
import type { Screen } from '../context.js'

/** Maximum length of a message. Text quoted in it may be of any length. */
const maxLength = 600

/**
 * Formats text as one visible line. A long line is cut in the middle: a message begins with the place and ends with what is
 * wrong.
 */
export function toOneLine(text: string): string {
  const line = toVisibleText(text.trim())
  if (line.length <= maxLength) return line
  // Does not cut a surrogate pair in half.
  const head = line.slice(0, maxLength / 2).replace(/[\ud800-\udbff]$/, '')
  const tail = line.slice(-maxLength / 2).replace(/^[\udc00-\udfff]/, '')
  return `${head} … ${tail}`
}

/**
 * Writes a message to stderr as one line. All messages go through this function, so that text from a server, a document or
 * a file never reaches the terminal unescaped.
 *
 * @param command a command line of `toCommand`; appended uncut, so that it can be pasted into a shell
 */
export const writeMessage = (stderr: Pick<Screen, 'write'>, message: string, command?: string): Promise<void> =>
  stderr.write(`room-sessions: ${[toOneLine(message), command].filter(Boolean).join(' ')}\n`)
