import type { Operation } from '../../openapi/index.js'
import { shorten } from '../../text/shorten.js'
import type { Finding } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import { wording } from '../findings/wording.js'
import type { LocatedRequest } from '../locate/located.js'
import type { Check } from './check.js'
import { invalidValues, missingParameter } from './invalid-values.js'

/** Checks that the query has every required parameter, values that match their schemas, and no undocumented parameter. */
export const queryParameters: Check = ({ request, operation, schemas }) => [
  ...request.query.flatMap((value) =>
    value.texts.length === 0
      ? missingParameter(value, operation)
      : invalidValues(value, schemas, 'invalid-parameter', 'request'),
  ),
  ...(request.unknownQueryNames.length === 0 ? [] : undocumentedParameters(request, operation)),
]

function undocumentedParameters({ query, unknownQueryNames }: LocatedRequest, operation: Operation): Finding[] {
  // The parameter may be a documented one that cannot be used because of an error in the document.
  if (operation.unusable.some(({ pointer }) => /\/parameters(?:\/\d+)?$/.test(pointer))) return []
  const documented = query.map(({ definition }) => definition.name)
  return unknownQueryNames.map((name) =>
    makeFinding('undocumented-parameter', {
      at: `query ${shorten(name)}`,
      rule: operation.node,
      // A warning, because OpenAPI has no way to forbid other parameters: an undocumented one does not contradict the document.
      severity: 'warning',
      ...wording.undocumentedParameter(name, documented),
    }),
  )
}
