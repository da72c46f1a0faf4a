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

/** How much of the traffic is checked. */
export interface CheckedFetchOptions {
  /** Share of the calls that are checked, from 0 to 1. @default 1 */
  readonly sampleRate?: number
  /** A number from 0 to below 1, which chooses the calls. @default Math.random */
  readonly random?: () => number
  /** A call with a larger body, either way, is not checked, and no more than this is held of it. @default 10 MiB */
  readonly maxBodyBytes?: number
  /** Receives what `onFindings` or the checker throws. @default console.error */
  readonly onError?: (error: unknown) => void
}

const defaultMaxBodyBytes = 10 * 1024 * 1024

/**
 * Returns a `fetch` that also checks its calls: it takes the same arguments and gives the same responses and errors, and
 * calls `onFindings` for every interaction that disagrees with the document.
 *
 * A call that cannot be checked is a finding `not-checked`: a body that is too long, broke off, was cancelled or was read
 * before, or one that cannot be copied, such as a stream of Node.js. A call that fails is not checked: the caller has its
 * error.
 *
 * The caller has the response before its check begins. The check reads a clone, so a body that the caller does not read
 * is received all the same, up to `maxBodyBytes`. No call fails because it is checked.
 *
 * @throws RangeError for a `sampleRate` or `maxBodyBytes` out of range.
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
