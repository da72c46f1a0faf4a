import { findUnpromisedProperties } from '../findings/undocumented-findings.js'
import type { Check } from './check.js'

/** The response's body has no property that its schema does not mention, and none that only requests have. */
export const undocumentedProperties: Check = ({ mediaType, body, schemas }) =>
  mediaType?.schema && body
    ? findUnpromisedProperties(schemas, mediaType.schema, body.value, { direction: 'response', code: 'invalid-body' })
    : []
