import type { Direction, SchemaEngine } from '../../schema/index.js'
import { toPointer } from '../../text/json-pointer.js'
import type { Comparison } from '../bodies/decoded.js'
import { toFindings } from './bounded-findings.js'
import type { Finding, FindingCode } from './finding.js'
import { makeFinding } from './make-finding.js'
import { wording } from './wording.js'

export interface UndocumentedFindingOptions {
  readonly direction: Direction
  /** Code of findings about `readOnly` properties in requests and `writeOnly` ones in responses. */
  readonly code: FindingCode
  /** Returns the place of a finding for a JSON Pointer in the value. @default the pointer itself */
  readonly at?: (pointer: string) => string
}

/** A finding for every property of these values that no schema describes, or that belongs to the other direction. */
export function undocumentedFindings(
  schemas: SchemaEngine,
  comparisons: readonly Pick<Comparison, 'schema' | 'value' | 'path'>[],
  { direction, code, at = (pointer) => pointer }: UndocumentedFindingOptions,
): Finding[] {
  const found = comparisons.flatMap(({ schema, value, path }) =>
    schemas
      .findUndocumented(schema, value, direction)
      .map((each) => (path.length === 0 ? each : { ...each, path: [...path, ...each.path] })),
  )
  return toFindings(found, ({ path, keyword, rule }) => {
    const name = String(path.at(-1))
    const place = { at: at(toPointer(path)), rule }
    // OAS 3.0 forbids it. From 3.1 on it may be ignored: a value that was read is sent back (JSON Schema 2020-12 Validation, 9.4).
    const severity = keyword === 'readOnly' && schemas.index.dialectOf(rule) !== 'openapi-3.0' ? 'warning' : 'error'
    return keyword
      ? makeFinding(code, { ...place, keyword, severity, ...wording.wrongDirection(name, keyword, direction) })
      : makeFinding('undocumented-property', { ...place, ...wording.undocumentedProperty(name) })
  })
}
