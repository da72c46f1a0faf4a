import { ConnectionError } from '../errors/connection-error.js'
import { ResponseBodyError } from '../errors/response-body-error.js'
import { TimeoutError } from '../errors/timeout-error.js'
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

/** How an attempt ended: with a response, or with an error. */
export type Outcome = { readonly reply: Reply } | { readonly error: unknown }

const repeatableStatuses: readonly number[] = [408, 429, 500, 502, 503, 504]

/** Most that is added to a wait the server asked for, so that its clients do not come back all at once. */
const retryAfterJitterMs = 250

/**
 * Wait before an attempt is repeated, in milliseconds; `undefined` when it is not.
 *
 * Exactly what `Retry-After` says, plus at most 250 ms; without it full jitter, anything from 0 to
 * `baseDelayMs` doubled with each attempt. `random` is from 0 to 1, `attempt` counts from 1.
 */
export function findRetryDelay(
  outcome: Outcome,
  attempt: number,
  retry: Required<RetryOptions>,
  { random, now }: { random: number; now: number },
): number | undefined {
  if (attempt > retry.maxRetries || !isRepeatable(outcome)) return undefined
  const retryAfterMs = 'reply' in outcome ? findRetryAfter(outcome.reply.headers, now) : undefined
  if (retryAfterMs === undefined) {
    return random * Math.min(retry.maxDelayMs, retry.baseDelayMs * 2 ** (attempt - 1))
  }
  return retryAfterMs > retry.maxRetryAfterMs ? undefined : retryAfterMs + random * retryAfterJitterMs
}

function isRepeatable(outcome: Outcome): boolean {
  if ('reply' in outcome) return repeatableStatuses.includes(outcome.reply.status)
  const { error } = outcome
  return (
    error instanceof ConnectionError ||
    error instanceof TimeoutError ||
    (error instanceof ResponseBodyError && error.reason !== 'too-large')
  )
}
