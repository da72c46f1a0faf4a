import type { Serialized } from '../../openapi/index.js'
import { type Direction, isDirectionError, type SchemaEngine, type SchemaResult } from '../../schema/index.js'
import { toPointer } from '../../text/json-pointer.js'
import type { Comparison, Decoded } from '../bodies/decoded.js'
import { toFindings } from './bounded-findings.js'
import type { Finding, FindingCode } from './finding.js'
import { makeFinding } from './make-finding.js'
import { formatKeywordMessage, wording } from './wording.js'

export interface ValueFindingOptions {
  readonly direction: Direction
  /** Code of findings about values that do not match, and about properties that belong to the other direction. */
  readonly code: FindingCode
  /** Returns the place of a finding for a JSON Pointer in the value. @default the pointer itself */
  readonly at?: (pointer: string) => string
}

/** A finding for every keyword that one of these values does not satisfy or that was not checked, as many as `toFindings` lists. */
export function keywordFindings(
  schemas: SchemaEngine,
  comparisons: readonly Comparison[],
  { direction, code, at = (pointer) => pointer }: ValueFindingOptions,
): Finding[] {
  const results = comparisons.flatMap(({ schema, value, path }) =>
    belowPath(path, schemas.evaluate(schema, value, { direction })),
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

/** A finding for every property of these values that no schema describes, or that belongs to the other direction. */
export function undocumentedFindings(
  schemas: SchemaEngine,
  comparisons: readonly Comparison[],
  { direction, code, at = (pointer) => pointer }: ValueFindingOptions,
): Finding[] {
  const found = comparisons.flatMap(({ schema, value, path }) =>
    belowPath(path, schemas.findUndocumented(schema, value, direction)),
  )
  return toFindings(found, ({ path, keyword, rule }) => {
    const name = String(path.at(-1))
    const place = { at: at(toPointer(path)), rule }
    if (!keyword) return makeFinding('undocumented-property', { ...place, ...wording.undocumentedProperty(name) })
    const severity = isDirectionError(keyword, rule, schemas.index) ? 'error' : 'warning'
    return makeFinding(code, { ...place, keyword, severity, ...wording.wrongDirection(name, keyword, direction) })
  })
}

/** Results about a value that is itself at a path. */
function belowPath<Result extends { readonly path: SchemaResult['path'] }>(
  path: Comparison['path'],
  results: Result[],
): Result[] {
  return path.length === 0 ? results : results.map((result) => ({ ...result, path: [...path, ...result.path] }))
}

export interface ParameterFindingOptions {
  readonly code: FindingCode
  /** Place of the parameter or header. */
  readonly at: string
  readonly direction: Direction
  /** Also looks for undocumented properties: in an object whose properties were each sent under a name of their own. */
  readonly isSpread?: boolean
}

/** Findings about the value of a parameter or header: that it cannot be decoded, or does not match its schema. */
export function parameterFindings(
  definition: Serialized,
  decoded: Decoded,
  schemas: SchemaEngine,
  { code, at, direction, isSpread = false }: ParameterFindingOptions,
): Finding[] {
  if ('expected' in decoded) {
    const isNote = decoded.severity === 'note'
    return [makeFinding(isNote ? 'not-checked' : code, { at, rule: definition.node, ...decoded })]
  }
  const schema = definition.schema ?? definition.content?.schema
  if (!schema) return []
  const comparisons = [{ schema, value: decoded.value, path: [] }]
  const options = { code, direction, at: (pointer: string) => (pointer === '' ? at : `${at} ${pointer}`) }
  return [
    ...keywordFindings(schemas, comparisons, options),
    ...(isSpread ? undocumentedFindings(schemas, comparisons, options) : []),
  ]
}
