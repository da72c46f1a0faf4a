import type { Node, SchemaResource } from '../../openapi/index.js'
import type { Evaluate } from '../evaluate/evaluation.js'
import type { KeywordContext } from './keyword.js'

/** Evaluates a schema inside the resource that it belongs to (JSON Schema 2020-12 Core, 7.1). */
export function withScope(evaluate: Evaluate, resource: SchemaResource): Evaluate {
  return (value, evaluation, seen) => {
    evaluation.scope.push(resource)
    const isValid = evaluate(value, evaluation, seen)
    evaluation.scope.pop()
    return isValid
  }
}

/** `$ref` (Core, 8.2.3.1). */
export function compileRef({ schema, index, compile }: KeywordContext): Evaluate | undefined {
  const target = index.targetOf(schema)
  return target && compileLate(target, compile)
}

/** `$dynamicRef` (Core, 8.2.3.2): the outermost resource in the dynamic scope that has the anchor decides. */
export function compileDynamicRef({ schema, index, compile }: KeywordContext): Evaluate | undefined {
  const found = index.dynamicTargetOf(schema)
  if (!found) return undefined
  const initial = compileLate(found.target, compile)
  const { anchor } = found
  if (anchor === undefined) return initial
  return (value, evaluation, seen) => {
    const outermost = evaluation.scope.find((resource) => resource.dynamicAnchors.has(anchor))
    const target = outermost?.dynamicAnchors.get(anchor)
    return target ? compile(target)(value, evaluation, seen) : initial(value, evaluation, seen)
  }
}

/** Compiles a schema when it is first needed: it may be the one that is being compiled. */
function compileLate(target: Node, compile: (schema: Node) => Evaluate): Evaluate {
  let evaluate: Evaluate | undefined
  return (value, evaluation, seen) => {
    evaluation.budget.spend()
    evaluate ??= compile(target)
    return evaluate(value, evaluation, seen)
  }
}
