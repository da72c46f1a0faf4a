import { describeValue } from '../../text/describe-value.js'
import { childrenOf, findMember, isObject, markUnusable, type Node } from '../node.js'
import { oneOf, reportProblem, type WalkContext } from './context.js'

/** Checks a schema and the schemas below it. It is always usable: the schema engine does not evaluate what is wrong in it. */
export function walkSchema(context: WalkContext, node: Node, canBeBoolean: boolean): true {
  const { value } = node
  if (typeof value === 'boolean') {
    if (!canBeBoolean) reportProblem(context, node, 'a Schema Object')
    if (context.visitor.enterSchema(node)) context.visitor.leaveSchema(node)
    return true
  }
  if (!isObject(value)) {
    reportProblem(context, node, canBeBoolean ? 'a schema: an object or a boolean' : 'a Schema Object')
    return true
  }
  if (!context.visitor.enterSchema(node)) return true
  const isReplaced = context.grammar.schema.isReplacedByReference && Object.hasOwn(value, '$ref')
  if (!isReplaced) checkRules(context, node, value)
  for (const [key, child] of childrenOf(node)) {
    if (isReplaced && key !== '$ref') continue
    const isUsable = key === 'type' ? walkType(context, child) : walkKeyword(context, child, key)
    if (!isUsable) markUnusable(child)
  }
  context.visitor.leaveSchema(node)
  return true
}

function checkRules(context: WalkContext, node: Node, value: Readonly<Record<string, unknown>>): void {
  for (const rule of context.grammar.schema.rules ?? []) {
    const found = rule(value)
    if (found) context.visitor.problem(findMember(node, found.keyword) ?? node, found.details)
  }
}

function walkKeyword(context: WalkContext, child: Node, key: string): boolean {
  const { version, schema } = context.grammar
  if (Object.hasOwn(schema.keywords, key)) {
    const hint = schema.hints?.[key]?.(child.value)
    if (!context.walk(child, schema.keywords[key] ?? 'any', hint)) return false
    if (key !== 'multipleOf' || Number(child.value) > 0) return true
    return reportProblem(context, child, 'a number above 0')
  }
  if (schema.isClosed && !key.startsWith('x-'))
    context.visitor.problem(child, {
      expected: 'a keyword of a Schema Object',
      received: `the keyword ${describeValue(key)}`,
      message: `${describeValue(key)} is not a keyword of OpenAPI ${version} and is not evaluated`,
    })
  else if (key === 'nullable')
    context.visitor.problem(child, {
      severity: 'warning',
      expected: 'null in the list of type, such as ["string", "null"]',
      received: 'the keyword "nullable" of OpenAPI 3.0',
      message: `"nullable" is a keyword of OpenAPI 3.0 and has no effect in ${version}; list "null" in type instead`,
    })
  return true
}

function walkType(context: WalkContext, node: Node): boolean {
  const { types, hasTypeLists, hints } = context.grammar.schema
  const isList = Array.isArray(node.value)
  const named = [node.value].flat()
  const isKnown = named.length > 0 && named.every((name) => typeof name === 'string' && types.includes(name))
  if (!isKnown || (isList && !hasTypeLists)) {
    const received = named.map((name) => describeValue(name)).join(', ') || 'an empty array'
    const expected = `${oneOf(types)}${hasTypeLists ? ', or an array of them' : ''}`
    return reportProblem(context, node, expected, received, hints?.type?.(node.value))
  }
  if (new Set(named).size < named.length) reportProblem(context, node, 'every type once', 'a type twice')
  return true
}
