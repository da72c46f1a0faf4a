import { comparisonFindings } from '../findings/schema-findings.js'
import { comparisonsOf } from '../locate/located.js'
import type { Check } from './check.js'

/** Checks that the response's body matches the schema of its media type. */
export const responseBody: Check = ({ response, schemas }) =>
  comparisonFindings(schemas, comparisonsOf(response.body), { code: 'invalid-body', direction: 'response' })
