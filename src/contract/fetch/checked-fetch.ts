import type { Finding } from '../findings/finding.js'
import type { Interaction } from '../interaction/interaction.js'
import { type CallCopy, callFetch, copyCall, requireMaxBodyBytes } from './copy-call.js'
import type { Fetch } from './fetch.js'
import { toFinding } from './unread.js'

/** The result of checking one interaction. */
interface Result {
  readonly operationId?: string
  readonly findings: readonly Finding[]
}

/** Options of `checkedFetch`. */
export interface CheckedFetchOptions {
  /**
   * Share of the calls to check, from 0 to 1.
   *
   * @default 1
   */
  readonly sampleRate?: number
  /**
   * Returns a random number from 0 to below 1, which decides whether a call is checked.
   *
   * @default Math.random
   */
  readonly random?: () => number
  /**
   * Maximum size of a request or response body, in bytes. Calls with a larger body are not checked, and no more than
   * this is kept in memory.
   *
   * @default 10 MiB
   */
  readonly maxBodyBytes?: number
  /**
   * Receives errors that `onFindings` or the checker throws.
   *
   * @default console.error
   */
  readonly onError?: (error: unknown) => void
}

const defaultMaxBodyBytes = 10 * 1024 * 1024

/**
 * Returns a `fetch` that also checks its calls. It takes the same arguments and returns the same responses and errors.
 * For every interaction that disagrees with the document, it calls `onFindings`.
 *
 * A call that cannot be checked leads to a finding `not-checked`: its body is too long, truncated, cancelled, or was
 * read before, or it cannot be copied, such as a stream of Node.js. A call that fails is not checked: its caller gets
 * the error.
 *
 * The caller gets the response before its check begins. The check reads a clone, so up to `maxBodyBytes` of a body are
 * received even if the caller does not read it. No call fails because it is checked.
 *
 * @throws {RangeError} if `sampleRate` or `maxBodyBytes` is out of range
 */
export function checkedFetch(
  fetch: Fetch,
  checker: { check(interaction: Interaction): Result },
  onFindings: (findings: readonly Finding[], interaction: Interaction) => unknown,
  options: CheckedFetchOptions = {},
): Fetch {
  const { sampleRate = 1, random = Math.random, maxBodyBytes = defaultMaxBodyBytes } = options
  const { onError = (error: unknown) => console.error(error) } = options
  if (!(sampleRate >= 0 && sampleRate <= 1)) {
    throw new RangeError(`sampleRate: expected a number from 0 to 1, received ${sampleRate}`)
  }
  requireMaxBodyBytes(maxBodyBytes)
  const check = async ({ interaction, unread }: CallCopy) => {
    const findings = unread.length > 0 ? unread.map(toFinding) : checker.check(interaction).findings
    if (findings.length > 0) await onFindings(findings, interaction)
  }
  return async (...call) => {
    if (random() >= sampleRate) return callFetch(fetch, ...call)
    const { response, copy } = await copyCall(fetch, call, maxBodyBytes)
    copy.then(check).catch(onError)
    return response
  }
}
