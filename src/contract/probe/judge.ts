import { findChild, nodeAddress } from '../../openapi/index.js'
import { isClientError, isSuccess } from '../../text/http-status.js'
import { decodePercent } from '../../text/percent-encoding.js'
import { type Finding, requestCodes } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import { type Wording, wording } from '../findings/wording.js'
import type { Located } from '../locate/located.js'
import { describePlanned, type PlannedRequest } from './planned-request.js'

/**
 * Returns the findings about the response to a request that the probe made. A status of 5xx is a server error. If a
 * request breaks a rule on purpose, findings about that are left out, unless the server accepted it.
 *
 * @param found the findings of the check
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
  // The probe knows which operations are deprecated, which credentials are missing, and what the body is.
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
  // Many servers refuse a URL that cannot be decoded before the application sees it, in a form that no document describes.
  if (isClientError(status) && decodePercent(interaction.request.url) === undefined) return []
  const others = found.filter((finding) => !isOwn(finding))
  if (!broken || isClientError(status)) return others
  const own = others.filter(({ code }) => !requestCodes.has(code))
  if (!isSuccess(status) || broken.mayBeAccepted) return own
  const { message, mayBeAccepted, ...place } = broken
  const texts = wording.acceptedInvalidRequest(status, message)
  return [{ ...place, code: 'accepted-invalid-request', severity: 'warning', ...texts }, ...own]
}

/** Returns a finding about a request on which the server failed, or to which it gave no response. */
export function findServerError({ operation }: PlannedRequest, at: string, texts: Wording): Finding {
  const rule = findChild(operation.node, 'responses') ?? operation.node
  return makeFinding('server-error', { at, rule, ...texts })
}
