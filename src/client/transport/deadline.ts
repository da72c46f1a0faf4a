import type { Clock } from './clock.js'

/** The signal of whoever made the call, if there is one. */
export type CallerSignal = AbortSignal | null | undefined

/**
 * Does `work` until it ends, `delayMs` are over or the caller's signal is aborted, whichever is first; what it
 * comes to is then the work's result, that of `timeout`, or a rejection with the signal's own reason.
 *
 * `work` has a signal of its own: there is one listener on the caller's, removed when all is over. Work that
 * does not heed it is not waited for.
 */
export function withDeadline<T>(
  clock: Clock,
  delayMs: number,
  timeout: () => T | Promise<T>,
  signal: CallerSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const controller = new AbortController()
    const release = () => {
      if (stopTimer) stopTimer()
      signal?.removeEventListener('abort', onAbort)
    }
    const stop = (result: T | Promise<T>) => {
      release()
      resolve(result)
      controller.abort(signal?.reason)
    }
    const onAbort = () => stop(Promise.reject(signal?.reason))
    signal?.addEventListener('abort', onAbort)
    const stopTimer = delayMs < Number.POSITIVE_INFINITY && clock.startTimer(delayMs, () => stop(timeout()))
    work(controller.signal).finally(release).then(resolve, reject)
  })
}

/** Waits; the caller's abort reason comes through as the rejection. */
export function sleep(clock: Clock, delayMs: number, signal: CallerSignal): Promise<void> {
  return withDeadline(
    clock,
    delayMs,
    () => {},
    signal,
    () => new Promise(() => {}),
  )
}
