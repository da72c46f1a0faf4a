import { setMaxListeners } from 'node:events'
import { CliError } from './exit.js'

/** Turns Ctrl-C (`SIGINT`) and `SIGTERM` into the abort of a signal. */
export interface Interruption {
  readonly signal: AbortSignal
  /**
   * After this call `SIGINT` and `SIGTERM` abort `signal` instead of ending the process.
   *
   * @param graceMs milliseconds after which the process ends even if the command has not finished.
   * @default 3000
   */
  readonly listen: (graceMs?: number) => void
}

/** Time that a command has to finish: to save what was written, and to print how to continue. */
const defaultGraceMs = 3_000

const exits = { SIGINT: ['interrupted', 130], SIGTERM: ['terminated', 143] } as const

/** Creates the interruption of a process. */
export function createInterruption(process: Pick<NodeJS.Process, 'once' | 'kill' | 'pid'>): Interruption {
  const controller = new AbortController()
  // Each request in progress adds a listener. That many are not a leak, so Node must not warn.
  setMaxListeners(0, controller.signal)
  let isListening = false
  const on = (name: keyof typeof exits, graceMs: number) => {
    const [message, exitCode] = exits[name]
    // `once`: a second interruption ends the process at once.
    process.once(name, () => {
      controller.abort(new CliError(message, { exitCode }))
      // Some work cannot be cancelled, such as a write to a full pipe without a reader. `process.exit` would wait for it.
      if (Number.isFinite(graceMs)) setTimeout(() => process.kill(process.pid, name), graceMs).unref()
    })
  }
  return {
    signal: controller.signal,
    listen(graceMs = defaultGraceMs) {
      if (isListening) return
      isListening = true
      on('SIGINT', graceMs)
      on('SIGTERM', graceMs)
    },
  }
}
