import { setMaxListeners } from 'node:events'
import { CliError } from './exit.js'

/** The user's Ctrl-C, and the `SIGTERM` of a program. */
export interface Interruption {
  readonly signal: AbortSignal
  /** From here on the system's signals abort `signal` instead of ending the process. */
  readonly listen: () => void
}

/** How long a command may take to finish: to put on record what was written, and to say how to go on. */
const graceMs = 3_000

const exits = { SIGINT: ['interrupted', 130], SIGTERM: ['terminated', 143] } as const

/** The interruption of a process. */
export function createInterruption(process: Pick<NodeJS.Process, 'once' | 'kill' | 'pid'>): Interruption {
  const controller = new AbortController()
  // Everything that is under way listens to it: that many are no leak.
  setMaxListeners(0, controller.signal)
  let isListening = false
  const on = (name: keyof typeof exits) => {
    const [message, exitCode] = exits[name]
    // Once: whoever cannot wait interrupts again, and the system ends the process.
    process.once(name, () => {
      controller.abort(new CliError(message, { exitCode }))
      // Some things cannot be cancelled, such as a write to a full pipe. `process.exit` would wait for them.
      setTimeout(() => process.kill(process.pid, name), graceMs).unref()
    })
  }
  return {
    signal: controller.signal,
    listen() {
      if (isListening) return
      isListening = true
      on('SIGINT')
      on('SIGTERM')
    },
  }
}
