import { schemaFindings } from '../findings/schema-findings.js'
import { undocumentedFindings } from '../findings/undocumented-findings.js'
import { atRequestBody } from '../locate/request-body.js'
import type { Check } from './check.js'

const options = { code: 'invalid-parameter', direction: 'request', at: atRequestBody } as const

/** The request has a body where one is required and none where none is documented, and it matches its schema. */
export const requestBody: Check = ({ request, schemas }) => {
  const { mediaType, decoded, findings } = request.body
  if (!mediaType?.schema || !decoded) return findings
  const { schema } = mediaType
  return [
    ...findings,
    ...schemaFindings(schemas, schema, decoded.value, options),
    ...undocumentedFindings(schemas, schema, decoded.value, options),
  ]
}
