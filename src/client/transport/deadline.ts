import type { Clock } from './clock.js'

/** The signal of whoever made the call, if there is one. */
export type CallerSignal = AbortSignal | null | undefined

/** Takes the function that breaks off work in progress; it is given the reason. Lighter than a signal of its own for every attempt. */
export type OnStop = (stop: (reason: unknown) => void) => void

/**
 * Does `work` until it ends, `delayMs` are over or the caller's signal is aborted, whichever is first; what it
 * comes to is then the work's result, that of `timeout`, or a rejection with the signal's own reason.
 *
 * There is one listener on the caller's signal, removed when all is over. Work that does not stop is not waited for.
 */
export function withDeadline<T>(
  clock: Clock,
  delayMs: number,
  timeout: () => T | Promise<T>,
  signal: CallerSignal,
  work: (onStop: OnStop) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    let stopWork: ((reason: unknown) => void) | undefined
    const release = () => {
      if (stopTimer) stopTimer()
      signal?.removeEventListener('abort', onAbort)
    }
    const end = (result: T | Promise<T>) => {
      release()
      resolve(result)
      stopWork?.(signal?.reason)
    }
    const onAbort = () => end(Promise.reject(signal?.reason))
    const stopTimer = delayMs < Infinity && clock.startTimer(delayMs, () => end(timeout()))
    signal?.addEventListener('abort', onAbort)
    const onStop: OnStop = (stop) => {
      stopWork = stop
    }
    work(onStop).then(
      (result) => {
        release()
        resolve(result)
      },
      (error) => {
        release()
        reject(error)
      },
    )
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
