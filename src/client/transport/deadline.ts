import type { Clock } from './clock.js'

/** When work has to end at the latest. */
export interface Deadline {
  /** May be infinite. */
  readonly delayMs: number
  /** What is thrown then. */
  timeout(): unknown
  /** The caller's; its reason is thrown as it is. */
  readonly signal: AbortSignal | null | undefined
}

/**
 * Does `work` until it ends, its time is over or the caller's signal is aborted, whichever is first.
 *
 * `work` has a signal of its own: there is one listener on the caller's, removed when all is over. The result
 * does not wait for work that does not heed it.
 */
export function withDeadline<T>(
  { startTimer }: Pick<Clock, 'startTimer'>,
  { delayMs, timeout, signal }: Deadline,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController()
    const stop = (reason: unknown) => {
      release()
      reject(reason)
      controller.abort(reason)
    }
    const onAbort = () => stop(signal?.reason)
    const stopTimer = delayMs < Number.POSITIVE_INFINITY ? startTimer(delayMs, () => stop(timeout())) : undefined
    const release = () => {
      stopTimer?.()
      signal?.removeEventListener('abort', onAbort)
    }
    if (signal?.aborted) return onAbort()
    signal?.addEventListener('abort', onAbort)
    work(controller.signal).finally(release).then(resolve, reject)
  })
}

/** Waits; the caller's abort reason comes through as the rejection. */
export function sleep(clock: Pick<Clock, 'startTimer'>, delayMs: number, signal: Deadline['signal']): Promise<void> {
  const deadline = { delayMs: Number.POSITIVE_INFINITY, timeout: () => undefined, signal }
  return withDeadline(clock, deadline, (ended) => {
    return new Promise((resolve) => {
      ended.addEventListener('abort', clock.startTimer(delayMs, resolve))
    })
  })
}
