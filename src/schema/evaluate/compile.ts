import { findChild, isObject, type Node, nodeKey, type SchemaIndex } from '../../openapi/index.js'
import { applicators } from '../keywords/applicators.js'
import { arrays, compileUnevaluatedItems } from '../keywords/arrays.js'
import { assertions, compileType } from '../keywords/assertions.js'
import { falseKeyword } from '../keywords/false-keyword.js'
import type { Keyword } from '../keywords/keyword.js'
import { compileUnevaluatedProperties, objects } from '../keywords/objects.js'
import { compileDynamicRef, compileRef, withScope } from '../keywords/references.js'
import { compileFormat, strings } from '../keywords/strings.js'
import { createSeen, type Evaluate, fail, mergeSeen } from './evaluation.js'

type Table = Readonly<Record<string, Keyword>>

/** In the order in which failures are reported; what is left for `unevaluated…` is known last. */
const keywords: Table = {
  $ref: compileRef,
  $dynamicRef: compileDynamicRef,
  ...assertions,
  ...strings,
  ...objects,
  ...arrays,
  ...applicators,
}

const unevaluated: Table = {
  unevaluatedItems: compileUnevaluatedItems,
  unevaluatedProperties: compileUnevaluatedProperties,
}

/** Everything that a schema can say about a value, `type` aside. */
export const keywordNames: ReadonlySet<string> = new Set([...Object.keys(keywords), ...Object.keys(unevaluated)])

/** Keywords of the validation vocabulary, which a meta-schema of one's own may leave out. */
const validation = new Set(['type', 'required', 'dependentRequired', 'pattern', ...Object.keys(assertions)])

/** Gives the evaluation of any schema of a document; each is compiled once. */
export function createCompiler(index: SchemaIndex): (schema: Node) => Evaluate {
  const compiled = new Map<string, Evaluate>()
  // The same node is mostly asked for again, which spares making its key.
  const asked = new WeakMap<Node, Evaluate>()
  const compile = (schema: Node): Evaluate => {
    const known = asked.get(schema)
    if (known) return known
    const evaluate = compiled.get(nodeKey(schema)) ?? compileSchema(schema, index, compile)
    compiled.set(nodeKey(schema), evaluate)
    asked.set(schema, evaluate)
    return evaluate
  }
  return compile
}

function compileSchema(schema: Node, index: SchemaIndex, compile: (schema: Node) => Evaluate): Evaluate {
  if (schema.value === true || !isObject(schema.value)) return schema.value === false ? refuse(schema) : accept
  const compileTable = (table: Table) => compileKeywords(table, schema, index, compile)
  const [type] = compileTable({ type: compileType })
  const evaluate = withUnevaluated(inOrder(type, compileTable(keywords)), compileTable(unevaluated))
  return hasDynamicScope(index, schema) ? withScope(evaluate, index.resourceOf(schema)) : evaluate
}

/** What a schema says about a value itself, not about its kind, its properties and its items. */
export function compileAssertions(schema: Node, index: SchemaIndex, compile: (schema: Node) => Evaluate): Evaluate[] {
  return compileKeywords({ ...assertions, format: compileFormat }, schema, index, compile)
}

function compileKeywords(
  table: Table,
  schema: Node,
  index: SchemaIndex,
  compile: (schema: Node) => Evaluate,
): Evaluate[] {
  return Object.entries(table).flatMap(([name, keyword]) => compileKeyword(name, keyword, schema, index, compile) ?? [])
}

function compileKeyword(
  name: string,
  keyword: Keyword,
  schema: Node,
  index: SchemaIndex,
  compile: (schema: Node) => Evaluate,
) {
  const rule = findChild(schema, name)
  if (!rule || (validation.has(name) && !index.resourceOf(schema).validates)) return undefined
  return keyword({ value: rule.value, rule, schema, index, compile })
}

/** A value of the wrong type breaks one rule, not every rule beside it. */
function inOrder(type: Evaluate | undefined, parts: readonly Evaluate[]): Evaluate {
  const all = together(parts)
  if (type === undefined) return all ?? accept
  if (all === undefined) return type
  return (value, evaluation, seen) => type(value, evaluation, seen) && all(value, evaluation, seen)
}

/** All of several, in their order; `undefined` when there is none. */
export function together(parts: readonly Evaluate[]): Evaluate | undefined {
  if (parts.length < 2) return parts[0]
  return (value, evaluation, seen) => {
    let isValid = true
    for (const part of parts) {
      if (part(value, evaluation, seen)) continue
      isValid = false
      if (!evaluation.failures) return false
    }
    return isValid
  }
}

/** Only what stands beside or below in the same schema counts as evaluated (JSON Schema 2020-12 Core, 11). */
function withUnevaluated(evaluate: Evaluate, last: readonly Evaluate[]): Evaluate {
  if (last.length === 0) return evaluate
  return (value, evaluation, seen) => {
    const local = createSeen()
    let isValid = evaluate(value, evaluation, local)
    if (!isValid) return false
    for (const part of last) if (!part(value, evaluation, local)) isValid = false
    if (seen) mergeSeen(seen, local)
    return isValid
  }
}

/** Only resources with dynamic anchors can be asked for one. */
function hasDynamicScope(index: SchemaIndex, schema: Node): boolean {
  return index.resourceOf(schema).dynamicAnchors.size > 0
}

const accept: Evaluate = () => true

function refuse(schema: Node): Evaluate {
  const keyword = falseKeyword(schema)
  return (_value, evaluation) => fail(evaluation, keyword, schema, 'nothing here', 'a value')
}
