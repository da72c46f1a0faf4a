import type { Finding } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import { wording } from '../findings/wording.js'
import type { Located } from '../locate/located.js'

/** Whether a status refuses a request because the request is wrong. */
export function isRefusal(status: number): boolean {
  return status === 400 || status === 401 || status === 422
}

/**
 * The refusal of a request that matches the document: a warning, because nothing in the recording explains it.
 *
 * No finding where the recording lacks the part of the request that may explain the refusal.
 */
export function findUnexplainedRefusal(located: Located, requestFindings: readonly Finding[]): Finding[] {
  const { definition } = located.response
  const { status } = located.interaction.response
  if (!definition || !isRefusal(status) || !isRequestKnown(located)) return []
  // What was not checked may be the reason.
  if (requestFindings.some(({ severity, code }) => severity === 'error' || code === 'not-checked')) return []
  const details = { at: 'status', rule: definition.node, severity: 'warning' } as const
  return [makeFinding('undocumented-status', { ...details, ...wording.unexplainedRefusal(status) })]
}

function isRequestKnown({ operation, interaction: { request, response } }: Located): boolean {
  const needsHeaders =
    operation.parameters.some((parameter) => parameter.in === 'header' || parameter.in === 'cookie') ||
    (response.status === 401 && operation.security.some(({ schemes }) => schemes.length > 0))
  if (needsHeaders && request.headers.length === 0) return false
  return !operation.requestBody || (request.body ?? '') !== ''
}
