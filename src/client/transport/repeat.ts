import { findRetryDelay, type Outcome, type Retry } from './backoff.js'
import type { Clock } from './clock.js'
import { type CallerSignal, sleep } from './deadline.js'
import type { Reply } from './send.js'

/**
 * Makes attempts until one ends for good.
 *
 * `attempt` is given the time left of `totalTimeoutMs`; its failure is an outcome, not thrown. `onRetry` is told before each wait.
 */
export async function repeat(
  clock: Clock,
  retry: Retry,
  totalTimeoutMs: number,
  signal: CallerSignal,
  attempt: (leftMs: number) => Promise<Outcome>,
  onRetry: (outcome: Outcome, delayMs: number) => void,
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
