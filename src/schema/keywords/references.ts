import type { Node, SchemaResource } from '../../openapi/index.js'
import { stepsOf } from '../evaluate/budget.js'
import { type Evaluate, evaluateApart } from '../evaluate/evaluation.js'
import type { CompileContext, Keyword } from './keyword.js'
import { compileUnusable } from './unusable.js'

/** Keywords that refer to another schema (JSON Schema 2020-12 Core, 8.2.3). */
export const references: readonly Keyword[] = [
  {
    name: '$ref',
    fast: 'layout',
    inPlace({ schema, index }) {
      const target = index.targetOf(schema)
      return target ? { always: [target] } : { isOpen: true }
    },
    compile({ node, schema, index, compile }) {
      const target = index.targetOf(schema)
      return target ? compileLate(target, compile) : compileUnusable('$ref', node, true)
    },
  },
  {
    name: '$dynamicRef',
    inPlace({ schema, index }) {
      const found = index.dynamicTargetOf(schema)
      return found && found.anchor === undefined ? { always: [found.target] } : { isOpen: true }
    },
    compile: compileDynamicRef,
  },
]

/** Evaluates a schema inside the resource that it belongs to: what a `$dynamicRef` depends on (Core, 7.1). */
export function withScope(evaluate: Evaluate, resource: SchemaResource): Evaluate {
  return (value, evaluation, seen) => {
    evaluation.scope.push(resource)
    const isValid = evaluate(value, evaluation, seen)
    evaluation.scope.pop()
    return isValid
  }
}

/** The outermost resource in the dynamic scope that has the anchor decides (Core, 8.2.3.2). */
function compileDynamicRef({ node, schema, index, compile }: CompileContext): Evaluate {
  const found = index.dynamicTargetOf(schema)
  if (!found) return compileUnusable('$dynamicRef', node, true)
  const initial = compileLate(found.target, compile)
  const { anchor } = found
  if (anchor === undefined) return initial
  return (value, evaluation, seen) => {
    const outermost = evaluation.scope.find((resource) => resource.dynamicAnchors.has(anchor))
    const target = outermost?.dynamicAnchors.get(anchor)
    return evaluateApart(target ? compile(target) : initial, value, evaluation, seen)
  }
}

/** Compiles a schema when it is first used, because it may be the one that is being compiled. */
function compileLate(target: Node, compile: (schema: Node) => Evaluate): Evaluate {
  let evaluate: Evaluate | undefined
  return (value, evaluation, seen) => {
    evaluation.budget.spend(stepsOf.reference)
    evaluate ??= compile(target)
    return evaluate(value, evaluation, seen)
  }
}
