import { schemaFindings } from '../findings/schema-findings.js'
import type { Check } from './check.js'

/** The response's body matches the schema of its media type. */
export const responseBody: Check = ({ response, schemas }) => {
  const { mediaType, decoded } = response.body
  if (!mediaType?.schema || !decoded) return []
  return schemaFindings(schemas, mediaType.schema, decoded.value, { code: 'invalid-body', direction: 'response' })
}
