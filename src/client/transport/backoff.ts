import { isPassingStatus } from '../../text/http-status.js'
import { ConfigurationError, ConnectionError, ResponseBodyError, TimeoutError } from '../errors/client-errors.js'
import { type ErrorDetails, SignalWireError } from '../errors/signalwire-error.js'
import type { Clock } from './deadline.js'
import { retryAfterJitterMs } from './gate.js'
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
   * client. Attempts count from 1. It must not be asynchronous.
   */
  shouldRetry?: ((error: SignalWireError, attempt: number) => boolean | undefined) | undefined
}

/** Retry options with every default filled in. */
export type Retry = Readonly<Required<Omit<RetryOptions, 'shouldRetry'>> & Pick<RetryOptions, 'shouldRetry'>>

/** How an attempt ended: with a response, with an error, or with a response and the error that its status means. */
export interface Outcome {
  readonly reply?: Reply | undefined
  readonly error?: unknown
}

/**
 * Returns the delay before the next attempt, in milliseconds; `undefined` if the call should not be repeated. Attempts count from
 * 1.
 *
 * It is the delay that the response asks for, plus at most 250 ms. Otherwise it is random (full jitter), from 0 to `baseDelayMs`,
 * which doubles with each attempt.
 *
 * @throws {ConfigurationError} if `shouldRetry` throws, or returns anything else than a boolean or `undefined`
 */
export function findRetryDelay(
  { reply, error }: Outcome,
  attempt: number,
  retry: Retry,
  { random, now }: Pick<Clock, 'random' | 'now'>,
  details: () => ErrorDetails,
): number | undefined {
  const { maxRetries, baseDelayMs, maxDelayMs } = retry
  if (attempt > maxRetries) return undefined
  const isPassing = reply ? isPassingStatus(reply.status) : isPassingError(error)
  if (!(decide(retry, error, attempt, details) ?? isPassing)) return undefined
  const retryAfterMs = reply && findRetryAfter(reply, now())
  // The exponent is limited because 0 times infinity is NaN.
  if (retryAfterMs === undefined) return random() * Math.min(maxDelayMs, baseDelayMs * 2 ** Math.min(attempt - 1, 31))
  return toDelay(retryAfterMs, retry, random)
}

/**
 * Returns the delay that a response asks for, in milliseconds, plus at most 250 ms; `undefined` if it asks for none, or for more
 * than is allowed.
 */
export function findRequestedDelay(
  reply: Reply,
  retry: Retry,
  { random, now }: Pick<Clock, 'random' | 'now'>,
): number | undefined {
  const retryAfterMs = findRetryAfter(reply, now())
  return retryAfterMs === undefined ? undefined : toDelay(retryAfterMs, retry, random)
}

function toDelay(retryAfterMs: number, { maxRetryAfterMs }: Retry, random: Clock['random']): number | undefined {
  return retryAfterMs > maxRetryAfterMs ? undefined : retryAfterMs + random() * retryAfterJitterMs
}

/** Returns what the caller's `shouldRetry` decides about an attempt that failed; undefined leaves it to the client. */
function decide(
  { shouldRetry }: Retry,
  error: unknown,
  attempt: number,
  details: () => ErrorDetails,
): boolean | undefined {
  if (!shouldRetry || !(error instanceof SignalWireError)) return undefined
  let decision: unknown
  try {
    decision = shouldRetry(error, attempt)
  } catch (cause) {
    throw new ConfigurationError('shouldRetry: the function failed', { ...details(), cause })
  }
  if (decision === undefined || typeof decision === 'boolean') return decision
  // If it is a `Promise`, its rejection would end the process.
  Promise.resolve(decision).catch(() => {})
  throw new ConfigurationError(
    'shouldRetry: expected a function that returns true, false or undefined, not a Promise',
    details(),
  )
}

function isPassingError(error: unknown): boolean {
  if (error instanceof ResponseBodyError) return error.reason !== 'too-large'
  // A second attempt cannot repair a refused certificate or too many headers. A name that is not found is repeated: macOS and
  // Windows report the same error while the network is down, and for a wrong name the repeats cost two seconds at most.
  if (error instanceof ConnectionError) return !/certificate|headers? overflow/i.test(error.message)
  return error instanceof TimeoutError && error.scope === 'attempt'
}
