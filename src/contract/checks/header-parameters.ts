import type { Check } from './check.js'
import { invalidValues, missingParameter } from './invalid-values.js'

/**
 * Checks that the request has every required header and cookie, and that documented ones match their schemas.
 *
 * Undocumented headers are not reported: every client sends headers that no document describes.
 */
export const headerParameters: Check = ({ request, operation, schemas }) =>
  [...request.headers, ...request.cookies].flatMap((value) => [
    ...missingParameter(value, operation),
    ...invalidValues(value, schemas, 'invalid-parameter', 'request'),
  ])
