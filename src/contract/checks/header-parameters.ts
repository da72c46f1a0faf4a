import type { Check } from './check.js'
import { invalidValues, missingValue } from './invalid-values.js'

/**
 * The request has every required header and cookie, and those that are documented match their schemas.
 *
 * Undocumented headers are not reported: every client sends headers that no document describes.
 */
export const headerParameters: Check = ({ request, schemas }) => [
  ...request.headers.flatMap((value) => [
    ...missingValue(value, 'missing-parameter', 'header'),
    ...invalidValues(value, schemas, 'invalid-parameter', 'request'),
  ]),
  ...request.cookies.flatMap((value) => [
    ...missingValue(value, 'missing-parameter', 'cookie'),
    ...invalidValues(value, schemas, 'invalid-parameter', 'request'),
  ]),
]
