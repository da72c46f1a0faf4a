import type { Limits } from '../options.js'
import { findRetryDelay, type Outcome } from './backoff.js'
import type { Clock } from './clock.js'
import { type CallerSignal, sleep } from './deadline.js'
import type { Reply } from './send.js'

/** What is done again and again. */
export interface Repeated {
  /** Makes one attempt in the time left for all. A failure is an outcome, not thrown. */
  attempt(leftMs: number): Promise<Outcome>
  /** Told before each wait. */
  onRetry(outcome: Outcome, delayMs: number): void
}

/** Makes attempts until one ends for good. */
export async function repeat(
  clock: Clock,
  { retry, totalTimeoutMs }: Limits,
  signal: CallerSignal,
  { attempt, onRetry }: Repeated,
): Promise<Reply> {
  const end = clock.elapsed() + totalTimeoutMs
  for (let attempts = 1; ; attempts++) {
    const outcome = await attempt(end - clock.elapsed())
    const delayMs = findRetryDelay(outcome, attempts, retry, clock)
    // A wait that would end after the deadline is not begun.
    if (delayMs === undefined || signal?.aborted || clock.elapsed() + delayMs >= end) {
      if (outcome.reply) return outcome.reply
      throw outcome.error
    }
    onRetry(outcome, delayMs)
    await sleep(clock, delayMs, signal)
  }
}
