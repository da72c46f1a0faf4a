import { shorten } from '../../text/shorten.js'
import { makeFinding } from '../findings/make-finding.js'
import { wording } from '../findings/wording.js'
import type { Check } from './check.js'
import { invalidValues, missingParameter } from './invalid-values.js'

/** The query has every required parameter, values that match their schemas, and no undocumented parameter. */
export const queryParameters: Check = ({ request, operation, schemas }) => {
  const documented = request.query.map(({ definition }) => definition.name)
  // A parameter that cannot be used may be the one.
  const isListKnown = !operation.unusable.some(({ pointer }) => /\/parameters(?:\/\d+)?$/.test(pointer))
  return [
    ...request.query.flatMap((value) => [
      ...missingParameter(value, operation),
      ...invalidValues(value, schemas, 'invalid-parameter', 'request'),
    ]),
    ...(isListKnown ? request.unknownQueryNames : []).map((name) =>
      makeFinding('undocumented-parameter', {
        at: `query ${shorten(name)}`,
        rule: operation.node,
        // The document has no word that closes the list of parameters: this does not contradict it.
        severity: 'warning',
        ...wording.undocumentedParameter(name, documented),
      }),
    ),
  ]
}
