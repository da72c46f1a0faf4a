import { isObject, isUnusable, type Node, type SchemaIndex } from '../../openapi/index.js'
import { compileFalse } from '../keywords/false-schema.js'
import type { Keyword } from '../keywords/keyword.js'
import { inPlaceOf, keywordsOf, unusableKeywordsOf } from '../keywords/keywords.js'
import { withScope } from '../keywords/references.js'
import { compileUnusable, keywordAround } from '../keywords/unusable.js'
import { createJoin } from '../layout/join-schemas.js'
import { createSeen, type Evaluate, every, markSeen, mergeSeen } from './evaluation.js'

/** Returns the evaluation of any schema of a document; each is compiled once. */
export function createCompiler(index: SchemaIndex): (schema: Node) => Evaluate {
  const compiled = new WeakMap<Node, Evaluate>()
  const join = createJoin(index)
  const compile = (schema: Node): Evaluate => {
    const evaluate = compiled.get(schema) ?? compileJoined(schema)
    compiled.set(schema, evaluate)
    return evaluate
  }
  const compileJoined = (schema: Node): Evaluate => {
    const evaluate = compileSchema(schema, index, compile)
    return joinsSchemas(schema, index) ? join(schema, evaluate) : evaluate
  }
  return compile
}

/** True if more than one schema always applies to the same value. */
function joinsSchemas(schema: Node, index: SchemaIndex): boolean {
  const { always } = inPlaceOf(schema, index)
  return always.length > 1 || (always.length === 1 && keywordsOf(schema, index).length > 1)
}

function compileSchema(schema: Node, index: SchemaIndex, compile: (schema: Node) => Evaluate): Evaluate {
  if (schema.value === true) return () => true
  if (schema.value === false) return compileFalse(schema)
  if (isUnusable(schema) || !isObject(schema.value)) return compileUnusable(keywordAround(schema), schema, true)
  const resource = index.resourceOf(schema)
  const atStage: Record<NonNullable<Keyword['stage']> | 'between', Evaluate[]> = { first: [], between: [], last: [] }
  for (const { keyword, node } of keywordsOf(schema, index)) {
    if (keyword.isValidation && !resource.validates) continue
    const part = keyword.compile({ node, schema, index, compile })
    if (part) atStage[keyword.stage ?? 'between'].push(part)
  }
  for (const { name, node, applies } of unusableKeywordsOf(schema, index))
    atStage.between.push(compileUnusable(name, node, applies))
  const evaluate = typeFirst(atStage.first, withUnevaluated(every(atStage.between), atStage.last))
  // The dynamic scope matters only to resources with dynamic anchors.
  return resource.dynamicAnchors.size > 0 ? withScope(evaluate, resource) : evaluate
}

/** The evaluations of those keywords of a schema that a condition selects. */
export function compileKeywords(
  schema: Node,
  index: SchemaIndex,
  compile: (schema: Node) => Evaluate,
  isWanted: (keyword: Keyword) => boolean,
): Evaluate[] {
  const { validates } = index.resourceOf(schema)
  return keywordsOf(schema, index)
    .filter(({ keyword }) => isWanted(keyword) && (validates || !keyword.isValidation))
    .flatMap(({ keyword, node }) => keyword.compile({ node, schema, index, compile }) ?? [])
}

function typeFirst(first: readonly Evaluate[], rest: Evaluate): Evaluate {
  if (first.length === 0) return rest
  const type = every(first)
  return (value, evaluation, seen) => {
    if (type(value, evaluation, seen)) return rest(value, evaluation, seen)
    // Its properties and items get no further failures from an `unevaluated…` keyword around this schema.
    if (seen && evaluation.failures) markSeen(seen, value)
    return false
  }
}

/**
 * Only what keywords beside or below in the same schema evaluated counts (JSON Schema 2020-12 Core, 11).
 *
 * In a value that has failed already, properties and items count that keywords looked at, although the failure drops
 * their annotations: the report names the others too, and each for its own fault.
 */
function withUnevaluated(evaluate: Evaluate, last: readonly Evaluate[]): Evaluate {
  if (last.length === 0) return evaluate
  return (value, evaluation, seen) => {
    const local = createSeen()
    let isValid = evaluate(value, evaluation, local)
    if (!isValid && !evaluation.failures) return false
    for (const part of last) if (!part(value, evaluation, local)) isValid = false
    if (seen) mergeSeen(seen, local)
    return isValid
  }
}
