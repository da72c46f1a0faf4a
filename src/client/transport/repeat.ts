import { findRetryDelay, type Outcome, type Retry } from './backoff.js'
import type { Clock } from './clock.js'
import { sleep } from './deadline.js'
import type { Reply } from './send.js'

/** What decides over repeats. */
export interface Repeating {
  readonly clock: Clock
  readonly retry: Retry
  /** Time for all attempts and waits; may be infinite. */
  readonly totalTimeoutMs: number
  readonly signal: AbortSignal | null | undefined
  /** Told before each wait. */
  onRetry(outcome: Outcome, delayMs: number): void
}

/** Makes attempts until one ends for good. `attempt` is given the time left; what ended it in vain is its outcome, not thrown. */
export async function repeat(
  { clock, retry, totalTimeoutMs, signal, onRetry }: Repeating,
  attempt: (leftMs: number) => Promise<Outcome>,
): Promise<Reply> {
  const end = clock.elapsed() + totalTimeoutMs
  for (let attempts = 1; ; attempts++) {
    const outcome = await attempt(end - clock.elapsed())
    const delayMs = findRetryDelay(outcome, attempts, retry, clock)
    // A wait that would end after the deadline is not begun.
    if (delayMs === undefined || signal?.aborted || clock.elapsed() + delayMs >= end) {
      if ('reply' in outcome) return outcome.reply
      throw outcome.error
    }
    onRetry(outcome, delayMs)
    await sleep(clock, delayMs, signal)
  }
}
