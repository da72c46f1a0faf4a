import { pluralOf } from '../../text/plural.js'
import { toVisibleText } from '../../text/visible-text.js'
import type { Context } from '../context.js'

/**
 * A line on stderr that is overwritten while a command runs. Nothing is written unless stderr is a terminal, nor with
 * `SIGNALWIRE_DEBUG`, whose lines would end up behind it.
 */
export interface Progress {
  /** Shows a line. May be called any number of times; it writes at most ten times a second. */
  show(line: () => string): Promise<void>
  clear(): Promise<void>
}

const intervalMs = 100
const eraseLine = '\r\u001b[2K'

/** Creates the progress line of a run. */
export function createProgress({ stderr, now, env }: Pick<Context, 'stderr' | 'now' | 'env'>): Progress {
  let shown: number | undefined
  return {
    async show(line) {
      const time = now().getTime()
      if (!stderr.isTTY || env.SIGNALWIRE_DEBUG || (shown !== undefined && time - shown < intervalMs)) return
      shown = time
      const text = toVisibleText(line())
      await stderr.write(`${eraseLine}${text.slice(0, (stderr.columns ?? 80) - 1)}`)
    },
    async clear() {
      if (shown !== undefined) await stderr.write(eraseLine)
      shown = undefined
    },
  }
}

/** Formats a number of sessions: `1 session`, `1,234,567 sessions`. */
export const toSessions = (count: number): string => `${toCount(count)} ${pluralOf(count, 'session')}`

/** Formats a count as `1,234,567`, regardless of the machine's locale. */
export const toCount = (count: number): string => count.toLocaleString('en-US')
