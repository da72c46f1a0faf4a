import type { Operation, Parameter, SecurityScheme } from '../../openapi/index.js'
import type { Direction, SchemaEngine } from '../../schema/index.js'
import { shorten } from '../../text/shorten.js'
import type { Finding, FindingCode } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import { parameterFindings } from '../findings/value-findings.js'
import { wording } from '../findings/wording.js'
import type { LocatedRequest, LocatedValue } from '../locate/located.js'
import type { Check } from './check.js'

/** Checks that the parameters in the path match their schemas. */
export const pathParameters: Check = ({ request, schemas }) =>
  request.path.flatMap((value) => invalidValues(value, schemas, 'invalid-parameter', 'request'))

/** Checks that the query has every required parameter, values that match their schemas, and no undocumented parameter. */
export const queryParameters: Check = ({ request, operation, schemas }) => [
  ...request.query.flatMap((value) =>
    value.texts.length === 0
      ? missingParameter(value, operation)
      : invalidValues(value, schemas, 'invalid-parameter', 'request'),
  ),
  ...undocumentedParameters(request, operation),
]

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

/** Checks that the response has every required header, and that documented headers match their schemas. */
export const responseHeaders: Check = ({ response, schemas }) =>
  response.headers.flatMap((value) => [
    ...missingHeader(value),
    ...invalidValues(value, schemas, 'invalid-header', 'response'),
  ])

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

/** Returns findings about each value of a parameter or header that does not match its definition. */
function invalidValues(
  { definition, at, decoded, isSpread }: LocatedValue,
  schemas: SchemaEngine,
  code: FindingCode,
  direction: Direction,
): Finding[] {
  return decoded.flatMap((each) => parameterFindings(definition, each, schemas, { code, at, direction, isSpread }))
}

/** Returns a finding if a required header of a response is missing. */
function missingHeader({ definition, at, texts }: LocatedValue): Finding[] {
  if (!definition.required || texts.length > 0) return []
  const details = { at, rule: definition.node, ...wording.missingParameter('header', definition.name) }
  return [makeFinding('missing-header', details)]
}

/**
 * Returns a finding if a required parameter is missing. A parameter that is also an API key is left to the check of credentials.
 */
function missingParameter({ definition, at, texts }: LocatedValue<Parameter>, { security }: Operation): Finding[] {
  if (!definition.required || texts.length > 0) return []
  const isCredential = security.some(({ schemes }) => schemes.some((scheme) => isKeyOf(scheme, definition)))
  if (isCredential) return []
  const kind = definition.in === 'header' || definition.in === 'cookie' ? definition.in : 'parameter'
  const details = { at, rule: definition.node, ...wording.missingParameter(kind, definition.name) }
  return [makeFinding('missing-parameter', details)]
}

function isKeyOf({ type, in: location, parameter = '' }: SecurityScheme, definition: Parameter): boolean {
  if (type !== 'apiKey' || location !== definition.in) return false
  return location === 'header'
    ? parameter.toLowerCase() === definition.name.toLowerCase()
    : parameter === definition.name
}
