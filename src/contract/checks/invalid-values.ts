import type { Operation, Parameter, SecurityScheme } from '../../openapi/index.js'
import type { Direction, SchemaEngine } from '../../schema/index.js'
import type { Finding, FindingCode } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import { valueFindings } from '../findings/value-findings.js'
import { wording } from '../findings/wording.js'
import type { LocatedValue } from '../locate/located.js'

/** Returns findings about each value of a parameter or header that does not match its definition. */
export function invalidValues(
  { definition, at, decoded, isSpread }: LocatedValue,
  schemas: SchemaEngine,
  code: FindingCode,
  direction: Direction,
): Finding[] {
  return decoded.flatMap((each) => valueFindings(definition, each, schemas, { code, at, direction, isSpread }))
}

/** Returns a finding if a required header of a response is missing. */
export function missingHeader({ definition, at, texts }: LocatedValue): Finding[] {
  if (!definition.required || texts.length > 0) return []
  const details = { at, rule: definition.node, ...wording.missingParameter('header', definition.name) }
  return [makeFinding('missing-header', details)]
}

/**
 * Returns a finding if a required parameter is missing. A parameter that is also an API key is left to the check of credentials.
 */
export function missingParameter(
  { definition, at, texts }: LocatedValue<Parameter>,
  { security }: Operation,
): Finding[] {
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
