import { makeFinding } from '../findings/make-finding.js'
import { wording } from '../findings/wording.js'
import type { Check } from './check.js'

/**
 * Reports the parts of the document about this operation and response that cannot be used, so that nothing was checked by them.
 */
export const unusableParts: Check = ({ operation, request, response }) => {
  const { definition, body } = response
  const inRequest = [...operation.unusable, ...(request.body.mediaType?.unusable ?? [])].map((rule) => ({
    at: 'request',
    rule,
  }))
  const inResponse = [...(definition?.unusable ?? []), ...(body.mediaType?.unusable ?? [])].map((rule) => ({
    at: 'response',
    rule,
  }))
  return [...inRequest, ...inResponse].map(({ at, rule }) =>
    makeFinding('not-checked', { at, rule, ...wording.unusablePart(rule.pointer) }),
  )
}
