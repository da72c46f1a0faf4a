import type { Clock } from './clock.js'
import { listen } from './on-abort.js'

/** The signal of whoever made the call, if there is one. */
export type CallerSignal = AbortSignal | null | undefined

/**
 * Takes the function that breaks off work in progress; it is given the reason, and gives what the work had come to, if that
 * is a result. Lighter than a signal of its own for every attempt.
 *
 * To be called before anything is begun: it throws when there is nobody left to do it for.
 */
export type OnStop<T> = (stop: (reason: unknown) => T | undefined) => void

/**
 * Does `work` until it ends, `delayMs` are over or the caller's signal is aborted, whichever is first; what it
 * comes to is then the work's result, what stopping it gave or else that of `timeout`, or a rejection with the signal's own reason.
 *
 * There is one listener on the caller's signal, removed when all is over. Work that does not stop is not waited for.
 */
export function withDeadline<T>(
  clock: Clock,
  delayMs: number,
  timeout: () => T | Promise<T>,
  signal: CallerSignal,
  work: (onStop: OnStop<T>) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    let isOver = false
    let stopWork: ((reason: unknown) => T | undefined) | undefined
    const release = () => {
      isOver = true
      if (ignore) ignore()
      if (stopTimer) stopTimer()
    }
    const onAbort = () => {
      release()
      reject(signal?.reason)
      stopWork?.(signal?.reason)
    }
    const onTimeout = () => {
      release()
      resolve(stopWork?.(undefined) ?? timeout())
    }
    const ignore = signal && listen(signal, onAbort)
    const stopTimer = delayMs < Infinity && clock.startTimer(delayMs, onTimeout)
    const onStop: OnStop<T> = (stop) => {
      if (isOver) throw new Error('nobody waits for this any more')
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
