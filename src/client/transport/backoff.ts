import { ConnectionError } from '../errors/connection-error.js'
import { ResponseBodyError } from '../errors/response-body-error.js'
import { TimeoutError } from '../errors/timeout-error.js'
import type { Clock } from './deadline.js'
import { findRetryAfter } from './retry-after.js'
import type { Reply } from './send.js'

/** How often and after which delay an attempt is repeated. Every operation is a GET, so repeating is safe. */
export interface RetryOptions {
  /** Repeats after the first attempt. @default 3 */
  maxRetries?: number
  /** Longest delay before the first repeat, in milliseconds; doubles with each. @default 250 */
  baseDelayMs?: number
  /** Longest delay of all, in milliseconds. @default 8_000 */
  maxDelayMs?: number
  /** Longest delay that a server may ask for, in milliseconds. A longer one is not shortened: the call fails at once. @default 60_000 */
  maxRetryAfterMs?: number
}

/** Retry options with every default filled in. */
export type Retry = Readonly<Required<RetryOptions>>

const repeatableStatuses: readonly number[] = [408, 429, 500, 502, 503, 504]

/** Limit of what is added to a delay that the server asks for, so that its clients do not return all at once. */
const retryAfterJitterMs = 250

/**
 * Returns the delay before an attempt is repeated, in milliseconds; `undefined` if it is not. Attempts count from 1.
 *
 * The delay is that of `Retry-After`, plus at most 250 ms. Without the header it is random (full jitter): from 0 to `baseDelayMs`,
 * doubled with each attempt.
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
  // The exponent is limited because 0 times infinity is NaN.
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
