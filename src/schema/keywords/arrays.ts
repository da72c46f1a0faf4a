import { findChild } from '../../openapi/index.js'
import { countOf } from '../../text/plural.js'
import { toCanonical } from '../evaluate/equal.js'
import { type Evaluate, evaluateChild, fail, judge } from '../evaluate/evaluation.js'
import type { CompileContext, Keyword } from './keyword.js'
import { limitKeyword, type Measure } from './limit.js'
import { isKeywordUnusable, schemasIn } from './unusable.js'

const size: Measure = { of: (value) => (Array.isArray(value) ? value.length : undefined), singular: 'item' }

/** Keywords for arrays (JSON Schema 2020-12 Core, 10.3.1; Validation, 6.4). */
export const arrays: readonly Keyword[] = [
  limitKeyword('maxItems', 'at most', size),
  limitKeyword('minItems', 'at least', size),
  { name: 'uniqueItems', isValidation: true, fast: 'evaluate', compile: compileUniqueItems },
  {
    name: 'prefixItems',
    fast: 'layout',
    describes: ({ node }) => ({ prefixItems: schemasIn(node).map(([, schema]) => schema) }),
    compile: compilePrefixItems,
  },
  { name: 'items', fast: 'layout', describes: ({ node }) => ({ items: node }), compile: compileItems },
  // `minContains` and `maxContains` mean nothing without it, and are read with it. Only the values of items show which of them it evaluates.
  { name: 'contains', describes: () => ({}), compile: compileContains },
]

function compileUniqueItems({ node }: CompileContext): Evaluate | undefined {
  if (node.value !== true) return undefined
  return (value, evaluation) => {
    if (!Array.isArray(value)) return true
    const first = new Map<unknown, number>()
    for (const [index, item] of value.entries()) {
      const key = toKey(item)
      const known = first.get(key)
      if (known !== undefined)
        return fail(
          evaluation,
          'uniqueItems',
          node,
          'different items',
          `equal items ${known} and ${index}`,
          `items ${known} and ${index} are equal`,
        )
      first.set(key, index)
    }
    return true
  }
}

/** A key that two items share exactly when they are equal. A string starts with `"`: no object or array does. */
function toKey(item: unknown): unknown {
  if (typeof item === 'string') return `"${item}`
  return typeof item === 'object' && item !== null ? toCanonical(item) : item
}

function compilePrefixItems({ node, compile }: CompileContext): Evaluate {
  const schemas = schemasIn(node).map(([, schema]) => compile(schema))
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

function compileItems({ node, schema, compile }: CompileContext): Evaluate | undefined {
  // Which items come after the prefix is not known then.
  if (isKeywordUnusable(schema, 'prefixItems')) return undefined
  const evaluate = compile(node)
  const prefixItems = findChild(schema, 'prefixItems')
  const start = prefixItems ? schemasIn(prefixItems).length : 0
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

function compileContains({ node, schema, compile }: CompileContext): Evaluate {
  const evaluate = compile(node)
  const minContains = findChild(schema, 'minContains')
  const maxContains = findChild(schema, 'maxContains')
  // A `minContains` that cannot be used may stand for any number.
  const otherwise = isKeywordUnusable(schema, 'minContains') ? 0 : 1
  const minimum = minContains ? Number(minContains.value) : otherwise
  const maximum = maxContains ? Number(maxContains.value) : Number.POSITIVE_INFINITY
  return (value, evaluation, seen) => {
    if (!Array.isArray(value)) return true
    let certain = 0
    let possible = 0
    for (const [index, item] of value.entries()) {
      const evaluateItem: Evaluate = (each, state) => evaluateChild(evaluate, each, index, state)
      const verdict = judge(evaluateItem, item, evaluation, undefined)
      if (verdict === 'rejected') continue
      seen?.items.add(index)
      possible++
      if (verdict === 'accepted') certain++
    }
    if (possible < minimum) {
      const [keyword, rule] = minContains ? (['minContains', minContains] as const) : (['contains', node] as const)
      return fail(evaluation, keyword, rule, `at least ${countOf(minimum, 'matching item')}`, String(possible))
    }
    if (maxContains && certain > maximum) {
      const expected = `at most ${countOf(maximum, 'matching item')}`
      return fail(evaluation, 'maxContains', maxContains, expected, String(certain))
    }
    return true
  }
}
