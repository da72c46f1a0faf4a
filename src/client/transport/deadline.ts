/** Time and random numbers, which tests replace. */
export interface Clock {
  /** Time of day, in milliseconds since 1970. */
  now(): number
  /** Time since an arbitrary moment, in milliseconds; never goes back. */
  elapsed(): number
  /** A random number from 0 (included) to 1 (excluded). */
  random(): number
  /** Calls `done` after `delayMs`. Returns a function that stops the timer. */
  startTimer(delayMs: number, done: () => void): () => void
}

/** The signal that the caller gave, if any. */
export type CallerSignal = AbortSignal | null | undefined

/**
 * Registers the callback that cancels the work. It receives the reason and may return a partial result.
 *
 * Call it before the work starts; it throws if the deadline has already passed. It is cheaper than an `AbortController` for every
 * attempt.
 */
export type OnStop<T> = (stop: (reason: unknown) => T | undefined) => void

/**
 * Runs `work` until it ends, `delayMs` have passed or the caller's signal is aborted.
 *
 * After the deadline it returns the partial result of the work if there is one, or else the result of `timeout`. After an abort
 * the `Promise` rejects with the reason of the signal. It does not wait for work that does not stop.
 */
export function withDeadline<T>(
  clock: Pick<Clock, 'startTimer'>,
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
      ignoreSignal?.()
      stopTimer?.()
    }
    const ignoreSignal =
      signal &&
      onAbort(signal, () => {
        release()
        reject(signal.reason)
        stopWork?.(signal.reason)
      })
    const stopTimer =
      delayMs < Infinity
        ? clock.startTimer(delayMs, () => {
            release()
            resolve(stopWork?.(undefined) ?? timeout())
          })
        : undefined
    const onStop: OnStop<T> = (stop) => {
      if (isOver) throw new Error('the deadline has passed')
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

/** Waits for `delayMs`. Rejects with the reason of the signal if the signal is aborted. */
export function sleep(clock: Pick<Clock, 'startTimer'>, delayMs: number, signal: CallerSignal): Promise<void> {
  return withDeadline(
    clock,
    delayMs,
    () => {},
    signal,
    () => new Promise(() => {}),
  )
}

const listeners = new WeakMap<EventTarget, Set<() => void>>()

const callListeners = ({ target }: Event) => {
  for (const listener of listeners.get(target as AbortSignal) ?? []) listener() // only signals have this listener
}

/**
 * Calls `listener` when the signal is aborted. Returns a function that removes the listener.
 *
 * Calls that share a signal share one event listener, because Node warns of a leak at the eleventh.
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  const all = listeners.get(signal) ?? new Set()
  listeners.set(signal, all)
  all.add(listener)
  signal.addEventListener('abort', callListeners) // adding it again has no effect
  return () => {
    all.delete(listener)
    if (all.size === 0) signal.removeEventListener('abort', callListeners)
  }
}
