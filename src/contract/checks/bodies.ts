import type { SchemaEngine } from '../../schema/index.js'
import type { Finding } from '../findings/finding.js'
import { keywordFindings, undocumentedFindings, type ValueFindingOptions } from '../findings/value-findings.js'
import { comparisonsOf, type LocatedBody } from '../locate/located.js'
import { atRequestBody } from '../locate/request-body.js'
import type { Check } from './check.js'

/**
 * Checks that the request has a body if one is required, has no body if none is documented, and that the body matches its schema.
 */
export const requestBody: Check = ({ request: { body }, schemas }) => [
  ...body.findings,
  ...valuesOf(body, schemas, { code: 'invalid-parameter', direction: 'request', at: atRequestBody }),
]

/** Reports why the body of the response cannot be compared with its schema, if it cannot. */
export const responseMediaType: Check = ({ response }) => response.body.findings

/** Checks that the body of the response matches its schema and has no undocumented and no `writeOnly` property. */
export const responseBody: Check = ({ response, schemas }) =>
  valuesOf(response.body, schemas, { code: 'invalid-body', direction: 'response' })

function valuesOf(body: LocatedBody, schemas: SchemaEngine, options: ValueFindingOptions): Finding[] {
  // One fast walk is enough for a valid value, as most are.
  const comparisons = comparisonsOf(body).filter(
    ({ schema, value }) => !schemas.isSurelyValid(schema, value, options.direction),
  )
  return [...keywordFindings(schemas, comparisons, options), ...undocumentedFindings(schemas, comparisons, options)]
}
