import { childrenOf, findChild } from '../../openapi/index.js'
import { countOf } from '../../text/plural.js'
import { type Evaluate, evaluateChild, fail, isAccepted, type Seen } from '../evaluate/evaluation.js'
import type { Keyword, KeywordContext } from './keyword.js'

/** Keywords about the items of arrays (JSON Schema 2020-12 Core, 10.3.1 and 11.2; Validation, 6.4). */
export const arrays: Readonly<Record<string, Keyword>> = {
  prefixItems: compilePrefixItems,
  items: compileItems,
  contains: compileContains,
}

function compilePrefixItems({ rule, compile }: KeywordContext): Evaluate {
  const schemas = childrenOf(rule).map(([, schema]) => compile(schema))
  return (value, evaluation, seen) => {
    if (!Array.isArray(value)) return true
    let isValid = true
    for (const [index, schema] of schemas.entries()) {
      if (index >= value.length) break
      if (!evaluateChild(schema, value[index], index, evaluation)) isValid = false
    }
    if (seen) seen.itemsBefore = Math.max(seen.itemsBefore, Math.min(schemas.length, value.length))
    return isValid
  }
}

function compileItems({ rule, schema, compile }: KeywordContext): Evaluate {
  const evaluate = compile(rule)
  const prefix = findChild(schema, 'prefixItems')
  const start = prefix ? childrenOf(prefix).length : 0
  return (value, evaluation, seen) => {
    if (!Array.isArray(value)) return true
    let isValid = true
    for (let index = start; index < value.length; index++) {
      if (evaluateChild(evaluate, value[index], index, evaluation)) continue
      isValid = false
      if (!evaluation.failures) return false
    }
    if (seen) seen.itemsBefore = value.length
    return isValid
  }
}

function compileContains({ rule, schema, compile }: KeywordContext): Evaluate {
  const evaluate = compile(rule)
  const least = findChild(schema, 'minContains')
  const most = findChild(schema, 'maxContains')
  const minimum = least ? Number(least.value) : 1
  const maximum = most ? Number(most.value) : Number.POSITIVE_INFINITY
  return (value, evaluation, seen) => {
    if (!Array.isArray(value)) return true
    const matching = value.flatMap((item, index) => (isAccepted(evaluate, item, evaluation, undefined) ? [index] : []))
    if (seen) for (const index of matching) seen.items.add(index)
    const received = `${countOf(matching.length, 'item')} that the schema accepts`
    if (matching.length < minimum)
      return fail(evaluation, least ? 'minContains' : 'contains', least ?? rule, `at least ${minimum}`, received)
    if (matching.length > maximum) return fail(evaluation, 'maxContains', most ?? rule, `at most ${maximum}`, received)
    return true
  }
}

/** `unevaluatedItems`: runs after all others, on what they left. */
export function compileUnevaluatedItems({ rule, compile }: KeywordContext): Evaluate {
  const evaluate = compile(rule)
  return (value, evaluation, seen) => {
    if (!Array.isArray(value) || !seen) return true
    let isValid = true
    for (let index = seen.itemsBefore; index < value.length; index++)
      if (!isSeen(seen, index) && !evaluateChild(evaluate, value[index], index, evaluation)) isValid = false
    seen.itemsBefore = value.length
    return isValid
  }
}

function isSeen(seen: Seen, index: number): boolean {
  return index < seen.itemsBefore || seen.items.has(index)
}
