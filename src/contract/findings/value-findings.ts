import type { Serialized } from '../../openapi/index.js'
import type { Direction, SchemaEngine } from '../../schema/index.js'
import type { Decoded } from '../bodies/decoded.js'
import type { Finding, FindingCode } from './finding.js'
import { makeFinding } from './make-finding.js'
import { schemaFindings } from './schema-findings.js'
import { undocumentedFindings } from './undocumented-findings.js'

export interface ValueFindingOptions {
  readonly code: FindingCode
  /** Place of the parameter or header. */
  readonly at: string
  readonly direction: Direction
  /** Also looks for undocumented properties: in an object whose properties were each sent under a name of their own. */
  readonly isSpread?: boolean
}

/** Findings about the value of a parameter or header: that it cannot be decoded, or does not match its schema. */
export function valueFindings(
  definition: Serialized,
  decoded: Decoded,
  schemas: SchemaEngine,
  { code, at, direction, isSpread = false }: ValueFindingOptions,
): Finding[] {
  if ('expected' in decoded) {
    const isNote = decoded.severity === 'note'
    return [makeFinding(isNote ? 'not-checked' : code, { at, rule: definition.node, ...decoded })]
  }
  const schema = definition.schema ?? definition.content?.schema
  if (!schema) return []
  const { value } = decoded
  const options = { code, direction, at: (pointer: string) => (pointer === '' ? at : `${at} ${pointer}`) }
  return [
    ...schemaFindings(schemas, schema, value, options),
    ...(isSpread ? undocumentedFindings(schemas, [{ schema, value, path: [] }], options) : []),
  ]
}
