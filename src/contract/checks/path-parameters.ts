import type { Check } from './check.js'
import { invalidValues } from './invalid-values.js'

/** Checks that the parameters in the path match their schemas. */
export const pathParameters: Check = ({ request, schemas }) =>
  request.path.flatMap((value) => invalidValues(value, schemas, 'invalid-parameter', 'request'))
