import { ConnectionError } from '../errors/connection-error.js'
import { ResponseBodyError } from '../errors/response-body-error.js'
import { TimeoutError } from '../errors/timeout-error.js'
import type { Clock } from './deadline.js'
import { findRetryAfter } from './retry-after.js'
import type { Reply } from './send.js'

/** How often and after which wait an attempt is repeated. Every operation is a GET, so repeating is safe. */
export interface RetryOptions {
  /** Repeats after the first attempt. @default 3 */
  maxRetries?: number
  /** Longest wait before the first repeat; doubles with each. @default 250 */
  baseDelayMs?: number
  /** Longest wait of all. @default 8_000 */
  maxDelayMs?: number
  /** Longest wait that a server may ask for; a longer one is not shortened, the call fails at once. @default 60_000 */
  maxRetryAfterMs?: number
}

/** Retry options with every default filled in. */
export type Retry = Readonly<Required<RetryOptions>>

const repeatableStatuses: readonly number[] = [408, 429, 500, 502, 503, 504]

/** Most that is added to a wait the server asked for, so that its clients do not come back all at once. */
const retryAfterJitterMs = 250

/**
 * Wait before an attempt is repeated, in milliseconds; `undefined` when it is not. Attempts count from 1.
 *
 * Exactly what `Retry-After` says, plus at most 250 ms; without it full jitter, anything from 0 to
 * `baseDelayMs` doubled with each attempt.
 */
export function findRetryDelay(
  reply: Reply | undefined,
  error: unknown,
  attempt: number,
  { maxRetries, baseDelayMs, maxDelayMs, maxRetryAfterMs }: Retry,
  { random, now }: Pick<Clock, 'random' | 'now'>,
): number | undefined {
  const isPassing = reply ? repeatableStatuses.includes(reply.status) : isPassingError(error)
  if (attempt > maxRetries || !isPassing) return undefined
  const retryAfterMs = reply && findRetryAfter(reply.headers, now())
  // Doubled no further than to the longest wait there is: 0 times infinity is no number.
  if (retryAfterMs === undefined) return random() * Math.min(maxDelayMs, baseDelayMs * 2 ** Math.min(attempt - 1, 31))
  return retryAfterMs > maxRetryAfterMs ? undefined : retryAfterMs + random() * retryAfterJitterMs
}

function isPassingError(error: unknown): boolean {
  if (error instanceof ResponseBodyError) return error.reason !== 'too-large'
  // A certificate that is refused now is refused a second later. A name that is not found stays among the errors to repeat: macOS and
  // Windows say the same of a name while the network is away, and for a wrong name the repeats cost two seconds at most.
  if (error instanceof ConnectionError) return !/certificate/i.test(error.message)
  return error instanceof TimeoutError && error.scope === 'attempt'
}
