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

/** A finding for every keyword that a value does not satisfy or that was not checked, as many as `toFindings` lists. */
export function schemaFindings(
  schemas: SchemaEngine,
  schema: Node,
  value: unknown,
  options: SchemaFindingOptions,
): Finding[] {
  return comparisonFindings(schemas, [{ schema, value, path: [] }], options)
}

/** A finding for every keyword that one of several values of a body does not satisfy, or that was not checked. */
export function comparisonFindings(
  schemas: SchemaEngine,
  comparisons: readonly Comparison[],
  { code, at = (pointer) => pointer, direction }: SchemaFindingOptions,
): Finding[] {
  const results = comparisons.flatMap(({ schema, value, path }) =>
    schemas
      .evaluate(schema, value, { direction })
      .map((result) => (path.length === 0 ? result : { ...result, path: [...path, ...result.path] })),
  )
  return toFindings(results, (result) => {
    const { path, branch, ...details } = result
    const isNote = details.severity === 'note'
    return makeFinding(isNote ? 'not-checked' : code, {
      ...details,
      at: at(toPointer(path)),
      message: (isNote && details.message) || formatKeywordMessage(result),
      ...(branch && { within: branch.rule }),
    })
  })
}
