import type { Finding } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import type { Located } from '../locate/located.js'

/** Responses that answer a request which breaks the document. */
export function isRefusal(status: number): boolean {
  return status === 400 || status === 401 || status === 422
}

/**
 * A refusal of a request that keeps the document: a warning, because nothing in the recording explains it.
 *
 * The document promises such a request another status, so that this one is more than it says. Where the recording does
 * not keep the part of the request that may explain it, nothing is said.
 */
export function findUnexplainedRefusal(located: Located, ofRequest: readonly Finding[]): Finding[] {
  const { response, interaction } = located
  const { status } = interaction.response
  if (
    !response ||
    !isRefusal(status) ||
    ofRequest.some(({ severity }) => severity === 'error') ||
    !isRequestKnown(located)
  )
    return []
  return [
    makeFinding('undocumented-status', {
      at: 'status',
      rule: response.node,
      severity: 'warning',
      expected: 'a refusal to answer a request that breaks the document',
      received: `${status} to one that keeps it`,
    }),
  ]
}

function isRequestKnown({ operation, interaction: { request, response } }: Located): boolean {
  const needsHeaders =
    operation.parameters.some((parameter) => parameter.in === 'header' || parameter.in === 'cookie') ||
    (response.status === 401 && operation.security.some(({ schemes }) => schemes.length > 0))
  if (needsHeaders && request.headers.length === 0) return false
  return !operation.requestBody || (request.body ?? '') !== ''
}
