import { comparisonFindings } from '../findings/schema-findings.js'
import { undocumentedFindings } from '../findings/undocumented-findings.js'
import { comparisonsOf } from '../locate/located.js'
import { atRequestBody } from '../locate/request-body.js'
import type { Check } from './check.js'

const options = { code: 'invalid-parameter', direction: 'request', at: atRequestBody } as const

/**
 * Checks that the request has a body if one is required, has no body if none is documented, and that the body matches its schema.
 */
export const requestBody: Check = ({ request, schemas }) => {
  const comparisons = comparisonsOf(request.body)
  return [
    ...request.body.findings,
    ...comparisonFindings(schemas, comparisons, options),
    ...undocumentedFindings(schemas, comparisons, options),
  ]
}
