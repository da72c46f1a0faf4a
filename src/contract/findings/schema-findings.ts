import type { Node } from '../../openapi/index.js'
import type { EvaluateOptions, SchemaEngine } from '../../schema/index.js'
import { toPointer } from '../../text/json-pointer.js'
import { toFindings } from './bounded-findings.js'
import type { Finding, FindingCode } from './finding.js'
import { makeFinding } from './make-finding.js'

export interface SchemaFindingOptions extends EvaluateOptions {
  readonly code: FindingCode
  /** Gives the place of a finding from the JSON Pointer in the value. @default the pointer itself */
  readonly at?: (pointer: string) => string
}

/** A finding for every keyword that a value breaks, each as often as `toFindings` tells. */
export function findBrokenKeywords(
  schemas: SchemaEngine,
  schema: Node,
  value: unknown,
  { code, at = (pointer) => pointer, ...options }: SchemaFindingOptions,
): Finding[] {
  return toFindings(schemas.evaluate(schema, value, options), ({ path, ...failure }) =>
    makeFinding(code, { ...failure, at: at(toPointer(path)) }),
  )
}
