import { findBrokenKeywords } from '../findings/schema-findings.js'
import type { Check } from './check.js'

/** The response's body keeps the schema of its media type. */
export const responseBody: Check = ({ mediaType, body, schemas }) =>
  mediaType?.schema && body
    ? findBrokenKeywords(schemas, mediaType.schema, body.value, {
        code: 'invalid-body',
        direction: 'response',
        literalAt: body.literalAt,
      })
    : []
