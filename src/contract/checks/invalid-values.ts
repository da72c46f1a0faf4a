import type { Direction, SchemaEngine } from '../../schema/index.js'
import type { Finding, FindingCode } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import { valueFindings } from '../findings/value-findings.js'
import { wording } from '../findings/wording.js'
import type { LocatedValue } from '../locate/located.js'

/** Findings about each value of a parameter or header that does not match its definition. */
export function invalidValues(
  { definition, at, decoded, isSpread }: LocatedValue,
  schemas: SchemaEngine,
  code: FindingCode,
  direction: Direction,
): Finding[] {
  return decoded.flatMap((each) => valueFindings(definition, each, schemas, { code, at, direction, isSpread }))
}

/** The finding that a required parameter or header is missing. */
export function missingValue(
  { definition, at, texts }: LocatedValue,
  code: FindingCode,
  kind: 'parameter' | 'header' | 'cookie',
): Finding[] {
  if (!definition.required || texts.length > 0) return []
  return [makeFinding(code, { at, rule: definition.node, ...wording.missingParameter(kind, definition.name) })]
}
