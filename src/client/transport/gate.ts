import { type CallerSignal, type Clock, type OnStop, sleep, withDeadline } from './deadline.js'

/** Limits how many attempts run at the same time. The others wait, first come, first served. During a pause no attempt begins. */
export interface Gate<Cause> {
  /** Starts an attempt if that is possible at once. Returns whether it did; if so, call `leave` at its end. */
  enter(): boolean
  /**
   * Waits until an attempt may start. If the pause is longer than the time that is left, it returns the cause of the pause
   * instead.
   */
  wait(left: () => number, timeout: () => Promise<never>, signal: CallerSignal): Promise<Cause | undefined>
  /** Ends an attempt, so that the next waiting one can start. */
  leave(): void
  pause(delayMs: number, cause: Cause): void
}

/** Up to this many milliseconds are added to a delay that the server asks for, so that its clients do not all return at once. */
export const retryAfterJitterMs = 250

/** Creates a gate for `maxConcurrency` attempts. */
export function createGate<Cause>(clock: Omit<Clock, 'now'>, maxConcurrency: number): Gate<Cause> {
  let running = 0
  let pausedUntil = -Infinity
  let pausedBy: Cause | undefined
  const waiting = new Set<() => void>()
  const isPaused = () => pausedUntil > clock.elapsed()
  const enter = () => !isPaused() && running < maxConcurrency && ++running > 0
  const leave = () => {
    const [next] = waiting
    if (!next) running--
    else if (waiting.delete(next)) next()
  }
  const waitForRoom = (onStop: OnStop<void>) =>
    new Promise<void>((resolve) => {
      // If it is no longer in `waiting`, it has already got its place, and has to give it up.
      onStop(() => void (waiting.delete(resolve) || leave()))
      waiting.add(resolve)
    })
  return {
    enter,
    leave,
    async wait(left, timeout, signal) {
      for (;;) {
        if (signal?.aborted) throw signal.reason
        if (enter()) return undefined
        if (isPaused()) {
          const delayMs = pausedUntil - clock.elapsed() + clock.random() * retryAfterJitterMs
          if (delayMs >= left()) return pausedBy
          await sleep(clock, delayMs, signal)
          continue
        }
        await withDeadline<void>(clock, left(), timeout, signal, waitForRoom)
        if (!signal?.aborted && !isPaused()) return undefined
        leave()
      }
    },
    pause(delayMs, cause) {
      pausedUntil = Math.max(pausedUntil, clock.elapsed() + delayMs)
      pausedBy = cause
    },
  }
}
