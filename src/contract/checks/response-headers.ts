import type { Check } from './check.js'
import { invalidValues, missingValue } from './invalid-values.js'

/** The response has every required header, and the documented headers match their schemas. */
export const responseHeaders: Check = ({ response, schemas }) =>
  response.headers.flatMap((value) => [
    ...missingValue(value, 'missing-header', 'header'),
    ...invalidValues(value, schemas, 'invalid-header', 'response'),
  ])
