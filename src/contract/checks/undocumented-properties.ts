import { undocumentedFindings } from '../findings/undocumented-findings.js'
import { comparisonsOf } from '../locate/located.js'
import type { Check } from './check.js'

/** The response's body has no undocumented property, and none that is `writeOnly`. */
export const undocumentedProperties: Check = ({ response, schemas }) =>
  undocumentedFindings(schemas, comparisonsOf(response.body), { direction: 'response', code: 'invalid-body' })
