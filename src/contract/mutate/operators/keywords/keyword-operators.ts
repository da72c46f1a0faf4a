import { childrenOf, type Node } from '../../../../openapi/index.js'
import { createKeywordFilter, falseKeyword } from '../../../../schema/index.js'
import { formatValues } from '../../format-values.js'
import type { GroupContext } from '../../groups.js'
import { arrayOperators } from './array.js'
import { branchOperators } from './branches.js'
import { type KeywordOperator, type KeywordViolation, samples } from './keyword-operator.js'
import { objectOperators } from './object.js'
import { scalarOperators } from './scalar.js'

/**
 * The operator of each keyword, written from the specification and independent of the check.
 *
 * Keywords that only contain other schemas are not listed, because those schemas are violated themselves.
 */
const keywordOperators: Readonly<Record<string, KeywordOperator>> = {
  ...scalarOperators,
  ...objectOperators,
  ...arrayOperators,
  ...branchOperators,
}

/**
 * Returns violations of a schema's own keywords. Every value violates the schema `false`.
 *
 * @param appliedSchemas the schemas that apply to the value together, this one among them
 */
export function findViolations(
  schema: Node,
  received: unknown,
  context: GroupContext,
  appliedSchemas: readonly Node[] = [schema],
): KeywordViolation[] {
  if (schema.value === false)
    return [{ operator: 'a value', values: samples, rule: schema, keyword: falseKeyword(schema) }]
  const below = (other: Node, value: unknown) => findViolations(other, value, context)
  const isRead = createKeywordFilter(schema, context.schemas.index)
  return childrenOf(schema).flatMap(([name, node]) => {
    const operator = isRead(name) && Object.hasOwn(keywordOperators, name) ? keywordOperators[name] : undefined
    const violations =
      operator?.({ limit: node.value, node, schema, received, context, appliedSchemas, findViolations: below }) ?? []
    return violations
      .filter(({ values }) => values.length > 0)
      .map((violation) => ({ rule: node, keyword: name, ...violation }))
  })
}

/** True if a keyword is a rule: it forbids some values. */
export function isRule(keyword: string, node: Node): boolean {
  if (keyword === 'format') return Object.hasOwn(formatValues, String(node.value))
  // In OpenAPI 3.0 these keywords are flags beside `minimum` and `maximum`.
  if (keyword === 'exclusiveMinimum' || keyword === 'exclusiveMaximum') return typeof node.value === 'number'
  if (keyword === 'uniqueItems') return node.value === true
  if (keyword === 'minItems' || keyword === 'minLength' || keyword === 'minProperties') return Number(node.value) > 0
  if (keyword === 'type') return new Set([node.value].flat()).size < 6
  return Object.hasOwn(keywordOperators, keyword)
}
