import { schemaFindings } from '../findings/schema-findings.js'
import type { Check } from './check.js'

/** The response's body matches the schema of its media type. */
export const responseBody: Check = ({ response, schemas }) => {
  const { mediaType, decoded } = response.body
  if (!mediaType?.schema || !decoded) return []
  const options = { code: 'invalid-body', direction: 'response', literalAt: decoded.literalAt } as const
  return schemaFindings(schemas, mediaType.schema, decoded.value, options)
}
