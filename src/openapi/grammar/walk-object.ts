import { describeValue } from '../../text/describe-value.js'
import { childrenOf, findChild, findMember, isObject, markUnusable, type Node } from '../node.js'
import { article, oneOf, reportProblem, section, type WalkContext } from './context.js'
import type { Condition, Grammar, ObjectGrammar } from './grammar.js'

/** Members that hold schemas. In a version that does not have them these are not walked, so that nothing can be checked by them. */
const ofLaterVersions = new Set(['webhooks', 'query', 'additionalOperations', 'itemSchema'])

/** Checks an OpenAPI object, or a Reference Object in its place. Returns whether it can be used. */
export function walkObject(context: WalkContext, node: Node, name: string, orReference: boolean): boolean {
  if (!isObject(node.value)) return reportProblem(context, node, `${article(name)} Object`)
  const isReference = Object.hasOwn(node.value, '$ref')
  if (isReference && (orReference || name === 'Operation')) {
    const isUsable = walkOnce(context, node, 'Reference')
    // Documents of many files refer to operations although only a Path Item Object may. Tools follow such a reference.
    const child = findMember(node, '$ref')
    if (child && !orReference)
      refuseMember(context, child, '$ref', name, context.grammar.objects[name] ?? { fields: {} })
    if (isUsable) context.visitor.reference(node, { object: name, orReference: true })
    return isUsable
  }
  const isUsable = walkOnce(context, node, name)
  if (!isReference) return isUsable
  // OAS 3.1, Path Item Object: only this object may have other members beside `$ref`.
  if (name !== 'Path Item') return false
  if (findChild(node, '$ref')) context.visitor.reference(node, { object: name })
  return isUsable
}

function walkOnce(context: WalkContext, node: Node, name: string): boolean {
  const known = context.visitor.enterObject(node, name)
  if (known !== undefined) return known
  const isUsable = walkMembers(context, node, name)
  context.visitor.leaveObject(node, name, isUsable)
  return isUsable
}

function walkMembers(context: WalkContext, node: Node, name: string): boolean {
  const grammar: ObjectGrammar = context.grammar.objects[name] ?? { fields: {} }
  const holds = (grammar.conditions ?? []).filter(({ when: [key, value] }) => findChild(node, key)?.value === value)
  const whole = holds.length === 0 ? grammar : withConditions(grammar, holds)
  requireMembers(context, node, name, grammar, holds)
  for (const [key, child] of childrenOf(node)) {
    const { value: member = 'any', isKnown } = memberGrammar(key, whole)
    if (!isKnown) refuseMember(context, child, key, name, grammar)
    let isUsable = context.walk(child, member) && (isKnown || !ofLaterVersions.has(key))
    for (const { fields } of holds)
      if (fields && Object.hasOwn(fields, key)) isUsable = context.walk(child, fields[key] ?? 'any') && isUsable
    if (!isUsable) markUnusable(child)
  }
  const needed = [...(grammar.needed ?? []), ...holds.flatMap((condition) => condition.needed ?? [])]
  return needed.every((key) => findChild(node, key))
}

function refuseMember(
  context: WalkContext,
  child: Node,
  key: string,
  name: string,
  { fields, patterned, conditions, idle }: ObjectGrammar,
) {
  const allowing = (conditions ?? []).filter((each) => each.fields && Object.hasOwn(each.fields, key))
  const [first] = allowing
  if (first) {
    const [member] = first.when
    const values = oneOf(allowing.map(({ when: [, value] }) => value))
    context.visitor.problem(child, {
      ...(idle?.includes(key) && { severity: 'warning' }),
      expected: `${describeValue(key)} only where ${member} is ${values}`,
      received: `the member ${describeValue(key)}`,
      message: `${describeValue(key)} is only for ${article(name)} Object whose ${describeValue(member)} is ${values} (${section(context, name)})`,
    })
    return
  }
  const known = [...(patterned ? [patterned.named] : []), ...Object.keys(fields)]
  context.visitor.problem(child, {
    expected: `a member of ${article(name)} Object: ${oneOf(known)}`,
    received: `the member ${describeValue(key)}`,
    message: `${describeValue(key)} is not a member of ${article(name)} Object (${section(context, name)}); expected ${oneOf(known)}`,
  })
}

function requireMembers(
  context: WalkContext,
  node: Node,
  name: string,
  grammar: ObjectGrammar,
  holds: readonly Condition[],
): void {
  const has = (key: string) => findMember(node, key) !== undefined
  const object = `${article(name)} Object`
  const further = holds.flatMap((condition) => [...(condition.required ?? []), ...(condition.needed ?? [])])
  for (const key of [...(grammar.required ?? []), ...(grammar.needed ?? []), ...further])
    if (!has(key))
      context.visitor.problem(node, {
        expected: `${object} with ${describeValue(key)}`,
        received: `no ${describeValue(key)}`,
        message: `missing required member ${describeValue(key)} (${section(context, name)})`,
      })
  for (const keys of grammar.exactlyOne ?? []) {
    const present = keys.filter(has)
    if (present.length !== 1)
      reportProblem(context, node, `${object} with one of ${keys.join(', ')}`, present.join(' and ') || 'neither')
  }
  const { atLeastOne, notEmpty } = grammar
  if (notEmpty && childrenOf(node).every(([key]) => key.startsWith('x-')))
    reportProblem(context, node, `${object} with at least one member`, 'none')
  if (atLeastOne && !atLeastOne.some(has)) reportProblem(context, node, `${object} with ${oneOf(atLeastOne)}`, 'none')
  for (const keys of grammar.atMostOne ?? []) {
    const present = keys.filter(has)
    if (present.length > 1)
      reportProblem(context, node, `${object} with at most one of ${keys.join(', ')}`, present.join(' and '))
  }
  for (const { when, excluded = [] } of holds)
    for (const key of excluded.filter(has))
      reportProblem(
        context,
        node,
        `${object} without ${describeValue(key)} where ${when.join(' is ')}`,
        describeValue(key),
      )
}

/** The grammar of an object in which some conditions hold. */
function withConditions(grammar: ObjectGrammar, holds: readonly Condition[]): ObjectGrammar {
  return { ...grammar, fields: Object.assign({}, ...holds.map(({ fields }) => fields), grammar.fields) }
}

function memberGrammar(key: string, grammar: ObjectGrammar): { value?: Grammar; isKnown: boolean } {
  const field = Object.hasOwn(grammar.fields, key) ? grammar.fields[key] : undefined
  if (field) return { value: field, isKnown: true }
  const { patterned } = grammar
  if (patterned?.keys.test(key)) return { value: patterned.value, isKnown: true }
  if (patterned?.misspelled?.test(key)) return { value: patterned.value, isKnown: false }
  return { isKnown: grammar.others === 'ignored' || (grammar.others !== 'none' && key.startsWith('x-')) }
}
