import { childrenOf, type Node } from '../../../openapi/index.js'
import { falseKeyword } from '../../../schema/index.js'
import { formatValues } from '../format-values.js'
import type { GroupContext } from '../groups.js'
import { type Breaker, type KeywordWay, samples } from '../way.js'
import { arrayBreakers } from './array-breakers.js'
import { branchBreakers } from './branch-breakers.js'
import { objectBreakers } from './object-breakers.js'
import { scalarBreakers } from './scalar-breakers.js'

/**
 * How to break each keyword, from what the keyword means and without asking the check.
 *
 * Keywords that only lead to other schemas are not here; those other schemas are broken themselves.
 */
const breakers: Readonly<Record<string, Breaker>> = {
  ...scalarBreakers,
  ...objectBreakers,
  ...arrayBreakers,
  ...branchBreakers,
}

/** Ways to break a schema's own keywords; a boolean schema `false` is broken by any value. */
export function waysToBreak(schema: Node, received: unknown, context: GroupContext): KeywordWay[] {
  if (schema.value === false) return [{ name: 'a value', values: samples, rule: schema, keyword: falseKeyword(schema) }]
  const below = (other: Node, value: unknown) => waysToBreak(other, value, context)
  return childrenOf(schema).flatMap(([name, node]) => {
    const breaker = Object.hasOwn(breakers, name) ? breakers[name] : undefined
    const ways = breaker?.({ limit: node.value, node, schema, received, context, waysToBreak: below }) ?? []
    return ways.filter(({ values }) => values.length > 0).map((way) => ({ rule: node, keyword: name, ...way }))
  })
}

/** Whether a keyword forbids anything, so that it is a rule. */
export function isRule(keyword: string, node: Node): boolean {
  if (keyword === 'format') return Object.hasOwn(formatValues, String(node.value))
  if (keyword === 'uniqueItems') return node.value === true
  if (keyword === 'minItems' || keyword === 'minLength' || keyword === 'minProperties') return Number(node.value) > 0
  if (keyword === 'type') return new Set([node.value].flat()).size < 6
  return Object.hasOwn(breakers, keyword)
}
