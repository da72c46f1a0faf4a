import { undocumentedFindings } from '../findings/undocumented-findings.js'
import type { Check } from './check.js'

/** The response's body has no undocumented property, and none that is `writeOnly`. */
export const undocumentedProperties: Check = ({ response, schemas }) => {
  const { mediaType, decoded } = response.body
  if (!mediaType?.schema || !decoded) return []
  return undocumentedFindings(schemas, mediaType.schema, decoded.value, { direction: 'response', code: 'invalid-body' })
}
