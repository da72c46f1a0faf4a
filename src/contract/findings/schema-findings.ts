import type { Node } from '../../openapi/index.js'
import type { EvaluateOptions, SchemaEngine } from '../../schema/index.js'
import { toPointer } from '../../text/json-pointer.js'
import type { Comparison } from '../bodies/decoded.js'
import { toFindings } from './bounded-findings.js'
import type { Finding, FindingCode } from './finding.js'
import { makeFinding } from './make-finding.js'
import { formatKeywordMessage } from './wording.js'

export interface SchemaFindingOptions extends EvaluateOptions {
  readonly code: FindingCode
  /** Returns the place of a finding for a JSON Pointer in the value. @default the pointer itself */
  readonly at?: (pointer: string) => string
}

/** A finding for every keyword that a value does not satisfy, as many as `toFindings` lists. */
export function schemaFindings(
  schemas: SchemaEngine,
  schema: Node,
  value: unknown,
  { literalAt, ...options }: SchemaFindingOptions,
): Finding[] {
  return comparisonFindings(schemas, [{ schema, value, path: [], ...(literalAt && { literalAt }) }], options)
}

/** A finding for every keyword that one of several values of a body does not satisfy. */
export function comparisonFindings(
  schemas: SchemaEngine,
  comparisons: readonly Comparison[],
  { code, at = (pointer) => pointer, direction }: Omit<SchemaFindingOptions, 'literalAt'>,
): Finding[] {
  const failures = comparisons.flatMap(({ schema, value, literalAt, path }) =>
    schemas
      .evaluate(schema, value, { direction, literalAt })
      .map((failure) => (path.length === 0 ? failure : { ...failure, path: [...path, ...failure.path] })),
  )
  return toFindings(failures, (failure) => {
    const { path, ...details } = failure
    return makeFinding(code, { ...details, at: at(toPointer(path)), message: formatKeywordMessage(failure) })
  })
}
