import type { OnStop } from './deadline.js'

/** Lets a number of attempts run at the same time; the others wait in the order in which they came. */
export interface Gate {
  /** Enters, if there is room. Returns whether it did. */
  enter(): boolean
  /** Waits for room, and enters. */
  wait(onStop: OnStop<void>): Promise<void>
  /** Passes the room on to the next one. */
  leave(): void
}

/** Creates a gate for `maxConcurrency` attempts. */
export function createGate(maxConcurrency: number): Gate {
  let running = 0
  const waiting = new Set<() => void>()
  const leave = () => {
    const [next] = waiting
    if (!next) running--
    else if (waiting.delete(next)) next()
  }
  return {
    enter: () => running < maxConcurrency && ++running > 0,
    wait: (onStop) =>
      new Promise((resolve) => {
        // Once it is no longer waiting, it has entered.
        onStop(() => void (waiting.delete(resolve) || leave()))
        waiting.add(resolve)
      }),
    leave,
  }
}
