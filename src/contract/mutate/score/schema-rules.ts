import { childrenOf, findChild, type Node, nodeKey, type Operation, type SchemaIndex } from '../../../openapi/index.js'
import type { Direction } from '../../../schema/index.js'
import { createKeywordFilter, falseKeyword, flatten, listAt, membersAt } from '../../../schema/index.js'
import { isRule } from '../operators/keywords/keyword-operators.js'
import type { Rule } from '../operators/mutation.js'
import { isOtherDirection, isSchemaOfOtherDirection } from '../other-direction.js'

export interface RuleScope {
  readonly operation: Operation
  readonly subject: string
  readonly direction: Direction
  /**
   * True for parameters, headers and forms, where every value is text, so that `type: string`, `array` and `object` cannot be
   * violated.
   */
  readonly isText?: boolean
}

/** Returns every rule of a schema and of the schemas below it. */
export function findRules(schema: Node, index: SchemaIndex, scope: RuleScope): Rule[] {
  const rules: Rule[] = []
  const pending: { readonly next: Node; readonly around: readonly Node[] }[] = [{ next: schema, around: [] }]
  const known = new Set<string>()
  for (const { next, around } of pending) {
    if (known.has(nodeKey(next)) || isSchemaOfOtherDirection(next, index, scope.direction)) continue
    known.add(nodeKey(next))
    const appliedSchemas = around.includes(next) ? around : flatten([next], index, new Set()).schemas
    rules.push(...ownRules(next, appliedSchemas, index, scope))
    pending.push(...schemasBelow(next, index).map((each) => ({ next: each, around: appliedSchemas })))
  }
  return rules
}

function ownRules(schema: Node, appliedSchemas: readonly Node[], index: SchemaIndex, scope: RuleScope): Rule[] {
  const { operation, subject } = scope
  const rule = (keyword: string, node: Node): Rule => ({ operation, subject, node, keyword })
  if (schema.value === false) return [rule(falseKeyword(schema), schema)]
  const isRead = createKeywordFilter(schema, index)
  return childrenOf(schema).flatMap(([keyword, node]) => {
    if (!isRead(keyword) || !isRule(keyword, node) || (scope.isText && keyword === 'type' && isAnyText(node))) return []
    if (keyword === 'propertyNames') return findRules(node, index, { ...scope, isText: true })
    if (keyword === 'required') return requiredRules(schema, node, appliedSchemas, index, scope)
    if (keyword === 'dependentRequired')
      return childrenOf(node).flatMap(([, list]) => childrenOf(list).map(([, entry]) => rule(keyword, entry)))
    if (keyword !== 'contains') return [rule(keyword, node)]
    const limits = ['minContains', 'maxContains'].flatMap((name): [string, Node][] => {
      const limit = findChild(schema, name)
      return limit && limit.value !== 0 ? [[name, limit]] : []
    })
    return (findChild(schema, 'minContains') ? limits : [[keyword, node] as const, ...limits]).map(([name, each]) =>
      rule(name, each),
    )
  })
}

function isAnyText({ value }: Node): boolean {
  return [value].flat().some((type) => ['string', 'array', 'object'].includes(String(type)))
}

function requiredRules(
  schema: Node,
  node: Node,
  appliedSchemas: readonly Node[],
  index: SchemaIndex,
  scope: RuleScope,
): Rule[] {
  const { operation, subject, direction } = scope
  const properties = findChild(schema, 'properties')
  return childrenOf(node).flatMap(([, entry]) => {
    const name = String(entry.value)
    if (isOtherDirection(name, appliedSchemas, index, direction)) return []
    const definition = properties && findChild(properties, name)
    return [{ operation, subject, node: definition ?? entry, keyword: 'required' }]
  })
}

/** Returns the schemas below a schema whose rules can be violated: not those of `if`, `not` and `contains`. */
function schemasBelow(schema: Node, index: SchemaIndex): Node[] {
  const single = ['then', 'else', 'additionalProperties', 'unevaluatedProperties', 'items', 'unevaluatedItems']
  return [
    index.targetOf(schema) ?? [],
    ['allOf', 'anyOf', 'oneOf', 'prefixItems'].flatMap((keyword) => listAt(schema, keyword)),
    ['properties', 'patternProperties', 'dependentSchemas'].flatMap((keyword) =>
      membersAt(schema, keyword).map(([, member]) => member),
    ),
    single.flatMap((keyword) => findChild(schema, keyword) ?? []),
  ].flat()
}
