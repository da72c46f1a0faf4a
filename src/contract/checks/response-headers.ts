import type { Check } from './check.js'
import { invalidValues, missingHeader } from './invalid-values.js'

/** Checks that the response has every required header, and that documented headers match their schemas. */
export const responseHeaders: Check = ({ response, schemas }) =>
  response.headers.flatMap((value) => [
    ...missingHeader(value),
    ...invalidValues(value, schemas, 'invalid-header', 'response'),
  ])
