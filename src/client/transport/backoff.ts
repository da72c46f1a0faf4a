import { isPassingStatus } from '../../text/http-status.js'
import { ConfigurationError } from '../errors/configuration-error.js'
import { ConnectionError } from '../errors/connection-error.js'
import { ResponseBodyError } from '../errors/response-body-error.js'
import { type ErrorDetails, SignalWireError } from '../errors/signalwire-error.js'
import { TimeoutError } from '../errors/timeout-error.js'
import { type Clock, retryAfterJitterMs } from './deadline.js'
import { findRetryAfter } from './retry-after.js'
import type { Reply } from './send.js'

/** How often and after which delay an attempt is repeated. Every operation is a GET, so repeating is safe. */
export interface RetryOptions {
  /** Repeats after the first attempt. @default 3 */
  maxRetries?: number
  /** Longest delay before the first repeat, in milliseconds. It doubles with each repeat. @default 250 */
  baseDelayMs?: number
  /** Upper limit for that delay, in milliseconds. @default 8_000 */
  maxDelayMs?: number
  /** Longest delay that a server may ask for, in milliseconds. If it asks for more, the call fails at once. @default 60_000 */
  maxRetryAfterMs?: number
  /**
   * Decides whether an attempt that failed is repeated, within the limits above; `undefined` leaves it to the rules of the
   * client. Attempts count from 1.
   */
  shouldRetry?: ((error: SignalWireError, attempt: number) => boolean | undefined) | undefined
}

/** Retry options with every default filled in. */
export type Retry = Readonly<Required<Omit<RetryOptions, 'shouldRetry'>> & Pick<RetryOptions, 'shouldRetry'>>

/**
 * Returns the delay before the next attempt, in milliseconds; `undefined` if the call should not be repeated. Attempts count from
 * 1.
 *
 * It is the delay that the response asks for, plus at most 250 ms. Otherwise it is random (full jitter), from 0 to `baseDelayMs`,
 * which doubles with each attempt.
 */
export function findRetryDelay(
  reply: Reply | undefined,
  error: unknown,
  attempt: number,
  { maxRetries, baseDelayMs, maxDelayMs, maxRetryAfterMs }: Retry,
  { random, now }: Pick<Clock, 'random' | 'now'>,
  decided?: boolean | undefined,
): number | undefined {
  if (attempt > maxRetries || !(decided ?? isPassing(reply, error))) return undefined
  const retryAfterMs = reply && findRetryAfter(reply, now())
  // The exponent is limited because 0 times infinity is NaN.
  if (retryAfterMs === undefined) return random() * Math.min(maxDelayMs, baseDelayMs * 2 ** Math.min(attempt - 1, 31))
  return retryAfterMs > maxRetryAfterMs ? undefined : retryAfterMs + random() * retryAfterJitterMs
}

/**
 * Returns what the caller's `shouldRetry` decides about an attempt that failed; undefined leaves it to the client.
 * @throws {ConfigurationError} if `shouldRetry` throws
 */
export function decideRetry(
  { shouldRetry, maxRetries }: Retry,
  error: unknown,
  attempt: number,
  details: () => ErrorDetails,
): boolean | undefined {
  if (!shouldRetry || attempt > maxRetries || !(error instanceof SignalWireError)) return undefined
  try {
    return shouldRetry(error, attempt)
  } catch (cause) {
    throw new ConfigurationError('shouldRetry: the function failed', { ...details(), cause })
  }
}

const isPassing = (reply: Reply | undefined, error: unknown) =>
  reply ? isPassingStatus(reply.status) : isPassingError(error)

function isPassingError(error: unknown): boolean {
  if (error instanceof ResponseBodyError) return error.reason !== 'too-large'
  // A second attempt cannot repair a refused certificate or too many headers. A name that is not found is repeated: macOS and
  // Windows report the same error while the network is down, and for a wrong name the repeats cost two seconds at most.
  if (error instanceof ConnectionError) return !/certificate|headers? overflow/i.test(error.message)
  return error instanceof TimeoutError && error.scope === 'attempt'
}
