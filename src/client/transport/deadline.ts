/** The part of the platform's clock that waits need. */
export interface Timers {
  /** Calls `done` after `delayMs`, unless the function returned is called first. */
  startTimer(delayMs: number, done: () => void): () => void
}

/**
 * Does `work` until it ends, `delayMs` have passed or the caller's signal is aborted, whichever is first.
 *
 * `work` has a signal of its own: one listener on the caller's, removed when all is over. The result does not
 * wait for work that does not heed it.
 */
export function withDeadline<T>(
  { startTimer }: Timers,
  { delayMs, signal, timeout }: { delayMs: number; signal: AbortSignal | undefined; timeout: () => unknown },
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
    const stopTimer = delayMs === Number.POSITIVE_INFINITY ? () => {} : startTimer(delayMs, () => stop(timeout()))
    const release = () => {
      stopTimer()
      signal?.removeEventListener('abort', onAbort)
    }
    if (signal?.aborted) return onAbort()
    signal?.addEventListener('abort', onAbort)
    work(controller.signal).finally(release).then(resolve, reject)
  })
}

/** Waits; the caller's abort reason comes through as the rejection. */
export function sleep(timers: Timers, delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  const timeout = () => undefined
  return withDeadline(timers, { delayMs: Number.POSITIVE_INFINITY, signal, timeout }, (ended) => {
    return new Promise((resolve) => {
      ended.addEventListener('abort', timers.startTimer(delayMs, resolve))
    })
  })
}
