import { findChild, nodeAddress } from '../../openapi/index.js'
import { isClientError, isSuccess } from '../../text/http-status.js'
import type { Finding, FindingCode } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import { type Wording, wording } from '../findings/wording.js'
import type { Located } from '../locate/located.js'
import { describePlanned, type PlannedRequest } from './planned-request.js'

/** Findings about requests. */
export const requestCodes: ReadonlySet<FindingCode> = new Set([
  'undocumented-parameter',
  'missing-parameter',
  'invalid-parameter',
])

/**
 * The findings about the response to a request that was made on purpose. A status of 5xx is a server error. What is wrong with a
 * request that breaks a rule on purpose is left out, unless the request was accepted.
 *
 * @param found what the check has found
 * @param at the place that a server error is reported at
 */
export function judgeAnswer(
  found: readonly Finding[],
  located: Located,
  planned: PlannedRequest,
  at: string,
): readonly Finding[] {
  const { interaction } = located
  const { broken } = planned
  const { status } = interaction.response
  const schemes = new Set(
    located.request.security.flatMap(({ missing }) => missing.map(({ scheme }) => nodeAddress(scheme.node))),
  )
  // It is known which operations are deprecated, which credentials are not given, and what the body is.
  const isOwn = ({ code, rule, at }: Finding) =>
    code === 'deprecated-operation' || (code === 'not-checked' && (schemes.has(rule) || /^body(?: |$)/.test(at)))
  if (status >= 500) {
    const error = findServerError(planned, at, wording.serverError(status, describePlanned(planned)))
    return [
      error,
      ...found.filter(
        (finding) => !isOwn(finding) && !requestCodes.has(finding.code) && finding.code !== 'undocumented-status',
      ),
    ]
  }
  const others = found.filter((finding) => !isOwn(finding))
  if (!broken || isClientError(status)) return others
  const own = others.filter(({ code }) => !requestCodes.has(code))
  if (!isSuccess(status) || broken.mayBeAccepted) return own
  const { message, mayBeAccepted, ...place } = broken
  const texts = wording.acceptedInvalidRequest(status, message)
  return [{ ...place, code: 'accepted-invalid-request', severity: 'warning', ...texts }, ...own]
}

/** A finding about a request that the server failed on, or gave no response to. */
export function findServerError({ operation }: PlannedRequest, at: string, texts: Wording): Finding {
  const rule = findChild(operation.node, 'responses') ?? operation.node
  return makeFinding('server-error', { at, rule, ...texts })
}
