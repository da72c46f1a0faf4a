import { childrenOf, findChild, type Node, nodeKey, type Operation, type SchemaIndex } from '../../openapi/index.js'
import type { Direction } from '../../schema/index.js'
import { falseKeyword, findOneWay, listAt, membersAt } from '../../schema/index.js'
import { isRule } from './operators/broken-value.js'
import type { Rule } from './score/attempt.js'

export interface RuleScope {
  readonly operation: Operation
  readonly subject: string
  readonly direction: Direction
  /** Of a parameter, a header or a form: any text is a string, one or more of them a list, and names with texts an object. */
  readonly isText?: boolean
}

/** Every rule that a schema and those it leads to have, whether or not a value reaches it. */
export function findRules(schema: Node, index: SchemaIndex, scope: RuleScope): Rule[] {
  const rules: Rule[] = []
  const pending = [schema]
  const known = new Set<string>()
  for (const next of pending) {
    if (known.has(nodeKey(next)) || goesWrongWay(next, index, scope)) continue
    known.add(nodeKey(next))
    rules.push(...ownRules(next, index, scope))
    pending.push(...schemasBelow(next, index))
  }
  return rules
}

/** Decided here and not by `isWrongDirection` of the engine: mutants must show a fault in that. */
function goesWrongWay(schema: Node, index: SchemaIndex, { direction }: RuleScope): boolean {
  return findOneWay(schema, index) === (direction === 'response' ? 'writeOnly' : 'readOnly')
}

function ownRules(schema: Node, index: SchemaIndex, scope: RuleScope): Rule[] {
  const { operation, subject } = scope
  const rule = (keyword: string, node: Node): Rule => ({ operation, subject, node, keyword })
  if (schema.value === false) return [rule(falseKeyword(schema), schema)]
  return childrenOf(schema).flatMap(([keyword, node]) => {
    if (!isRule(keyword, node) || (scope.isText && keyword === 'type' && isAnyText(node))) return []
    if (keyword === 'propertyNames') return findRules(node, index, { ...scope, isText: true })
    if (keyword === 'required') return requiredRules(schema, node, index, scope)
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

function requiredRules(schema: Node, node: Node, index: SchemaIndex, scope: RuleScope): Rule[] {
  const { operation, subject } = scope
  const properties = findChild(schema, 'properties')
  return childrenOf(node).flatMap(([, entry]) => {
    const definition = properties && findChild(properties, String(entry.value))
    if (definition && goesWrongWay(definition, index, scope)) return []
    return [{ operation, subject, node: definition ?? entry, keyword: 'required' }]
  })
}

/** Schemas whose rules are broken with it: not those that only decide, as in `if`, `not` and `contains`. */
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
