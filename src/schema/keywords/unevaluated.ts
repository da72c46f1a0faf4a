import { isObject } from '../../openapi/index.js'
import { type Evaluate, evaluateChild } from '../evaluate/evaluation.js'
import type { CompileContext, Keyword } from './keyword.js'

/** Keywords for properties and items that no other keyword has evaluated (JSON Schema 2020-12 Core, 11). */
export const unevaluated: readonly Keyword[] = [
  {
    name: 'unevaluatedItems',
    stage: 'last',
    describes: ({ node }) => ({ unevaluatedItems: node }),
    compile: compileUnevaluatedItems,
  },
  {
    name: 'unevaluatedProperties',
    stage: 'last',
    describes: ({ node }) => ({ unevaluatedProperties: node }),
    compile: compileUnevaluatedProperties,
  },
]

function compileUnevaluatedItems({ node, compile }: CompileContext): Evaluate {
  const evaluate = compile(node)
  return (value, evaluation, seen) => {
    if (!Array.isArray(value) || !seen) return true
    let isValid = true
    for (let index = seen.itemsBefore; index < value.length; index++)
      if (!seen.items.has(index) && !evaluateChild(evaluate, value[index], index, evaluation)) isValid = false
    seen.itemsBefore = value.length
    return isValid
  }
}

function compileUnevaluatedProperties({ node, compile }: CompileContext): Evaluate {
  const evaluate = compile(node)
  return (value, evaluation, seen) => {
    if (!isObject(value) || !seen) return true
    let isValid = true
    for (const name of Object.keys(value)) {
      if (seen.properties.has(name)) continue
      seen.properties.add(name)
      if (!evaluateChild(evaluate, value[name], name, evaluation)) isValid = false
    }
    return isValid
  }
}
