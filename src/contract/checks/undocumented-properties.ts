import { undocumentedFindings } from '../findings/undocumented-findings.js'
import { comparisonsOf } from '../locate/located.js'
import type { Check } from './check.js'

/** Checks that the response's body has no undocumented and no `writeOnly` property. */
export const undocumentedProperties: Check = ({ response, schemas }) =>
  undocumentedFindings(schemas, comparisonsOf(response.body), { direction: 'response', code: 'invalid-body' })
