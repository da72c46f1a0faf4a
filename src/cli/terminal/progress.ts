import { pluralOf } from '../../text/plural.js'
import { toVisibleText } from '../../text/visible-text.js'
import type { World } from '../world.js'

/** One line on stderr that is written over, for as long as somebody looks: nothing when stderr is no terminal. */
export interface Progress {
  /** Shows a line; called as often as there is news, it writes ten times a second at most. */
  show(line: () => string): Promise<void>
  clear(): Promise<void>
}

const interval = 100
const eraseLine = '\r\u001b[2K'

/** A progress line of this run. */
export function createProgress({ stderr, now }: Pick<World, 'stderr' | 'now'>): Progress {
  let shown: number | undefined
  return {
    async show(line) {
      const time = now().getTime()
      if (!stderr.isTTY || (shown !== undefined && time - shown < interval)) return
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

/** `1 session`, `1,234,567 sessions`. */
export const toSessions = (count: number): string => `${toCount(count)} ${pluralOf(count, 'session')}`

/** `1,234,567`, whatever the language of the machine. */
export const toCount = (count: number): string => count.toLocaleString('en-US')
