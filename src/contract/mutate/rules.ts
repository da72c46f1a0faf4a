import { childrenOf, findChild, keyOf, type Operation, type Place, type SchemaIndex } from '../../openapi/index.js'
import type { Direction } from '../../schema/index.js'
import { falseKeyword, goesOneWay, listAt, membersAt } from '../../schema/index.js'
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
export function findRules(schema: Place, index: SchemaIndex, scope: RuleScope): Rule[] {
  const rules: Rule[] = []
  const pending = [schema]
  const known = new Set<string>()
  for (const next of pending) {
    if (known.has(keyOf(next)) || goesWrongWay(next, index, scope)) continue
    known.add(keyOf(next))
    rules.push(...ownRules(next, index, scope))
    pending.push(...schemasBelow(next, index))
  }
  return rules
}

function goesWrongWay(schema: Place, index: SchemaIndex, { direction }: RuleScope): boolean {
  return goesOneWay(schema, index) === (direction === 'response' ? 'writeOnly' : 'readOnly')
}

function ownRules(schema: Place, index: SchemaIndex, scope: RuleScope): Rule[] {
  const { operation, subject } = scope
  const rule = (keyword: string, place: Place): Rule => ({ operation, subject, place, keyword })
  if (schema.value === false) return [rule(falseKeyword(schema), schema)]
  return childrenOf(schema).flatMap(([keyword, place]) => {
    if (!isRule(keyword, place) || (scope.isText && keyword === 'type' && isAnyText(place))) return []
    if (keyword === 'propertyNames') return findRules(place, index, { ...scope, isText: true })
    if (keyword === 'required') return requiredRules(schema, place, index, scope)
    if (keyword === 'dependentRequired')
      return childrenOf(place).flatMap(([, list]) => childrenOf(list).map(([, entry]) => rule(keyword, entry)))
    if (keyword !== 'contains') return [rule(keyword, place)]
    const limits = ['minContains', 'maxContains'].flatMap((name): [string, Place][] => {
      const limit = findChild(schema, name)
      return limit && limit.value !== 0 ? [[name, limit]] : []
    })
    return (findChild(schema, 'minContains') ? limits : [[keyword, place] as const, ...limits]).map(([name, each]) =>
      rule(name, each),
    )
  })
}

function isAnyText({ value }: Place): boolean {
  return [value].flat().some((type) => ['string', 'array', 'object'].includes(String(type)))
}

function requiredRules(schema: Place, place: Place, index: SchemaIndex, scope: RuleScope): Rule[] {
  const { operation, subject } = scope
  const properties = findChild(schema, 'properties')
  return childrenOf(place).flatMap(([, entry]) => {
    const definition = properties && findChild(properties, String(entry.value))
    if (definition && goesWrongWay(definition, index, scope)) return []
    return [{ operation, subject, place: definition ?? entry, keyword: 'required' }]
  })
}

/** Schemas whose rules are broken with it: not those that only decide, as in `if`, `not` and `contains`. */
function schemasBelow(schema: Place, index: SchemaIndex): Place[] {
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
