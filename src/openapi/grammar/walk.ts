import { describeValue } from '../../text/describe-value.js'
import { childrenOf, isObject, type Node } from '../node.js'
import {
  oneOf,
  regex,
  reportProblem,
  type Visitor,
  type Walk,
  type WalkContext,
  walkChild,
  warnOfRegex,
} from './context.js'
import type { ArrayGrammar, Grammar, MapGrammar, ScalarGrammar, VersionGrammar } from './grammar.js'
import { parseRegex } from './regex.js'
import { walkObject } from './walk-object.js'
import { walkSchema } from './walk-schema.js'

/**
 * Creates a function that checks parts of a document against the grammar of its version, in the document's order.
 *
 * Everything that breaks the grammar is a problem. Members and items that cannot be used are marked; the rest stays usable.
 * What stands in place of a schema is not marked: the schema engine does not evaluate it.
 */
export function createWalk(grammar: VersionGrammar, visitor: Visitor): Walk {
  const context: WalkContext = {
    grammar,
    visitor,
    walk: (node, grammar, hint) => walk(context, node, grammar, hint),
  }
  return context.walk
}

function walk(context: WalkContext, node: Node, grammar: Grammar, hint?: string): boolean {
  if (grammar === 'schema') return walkSchema(context, node, context.grammar.schema.hasBooleans)
  if (grammar === 'schema or boolean') return walkSchema(context, node, true)
  if (typeof grammar === 'string') return walkScalar(context, node, grammar, hint)
  if ('object' in grammar) return walkObject(context, node, grammar.object, grammar.orReference === true)
  if ('arrayOf' in grammar) return walkArray(context, node, grammar, hint)
  if ('mapOf' in grammar) return walkMap(context, node, grammar)
  if ('oneOf' in grammar)
    return grammar.oneOf.includes(String(node.value)) || reportProblem(context, node, oneOf(grammar.oneOf))
  if (typeof node.value === 'string' && grammar.pattern.test(node.value)) return true
  context.visitor.problem(node, {
    ...(grammar.isDoubtful && { severity: 'warning' }),
    expected: grammar.named,
    received: describeValue(node.value),
  })
  return grammar.isDoubtful === true
}

function walkScalar(context: WalkContext, node: Node, grammar: ScalarGrammar, hint?: string): boolean {
  const { value } = node
  switch (grammar) {
    case 'any':
      return true
    case 'regex':
      if (typeof value !== 'string') return reportProblem(context, node, regex)
      return parseRegex(value) !== undefined || warnOfRegex(context, node, value)
    case 'count':
      return (Number.isInteger(value) && Number(value) >= 0) || reportProblem(context, node, 'an integer, 0 or more')
    case 'text':
      if (typeof value !== 'string') reportProblem(context, node, 'a string')
      return ['string', 'number', 'boolean'].includes(typeof value)
    default:
      return (
        (typeof value === grammar && !Number.isNaN(value)) ||
        reportProblem(context, node, `a ${grammar}`, undefined, hint)
      )
  }
}

function walkArray(
  context: WalkContext,
  node: Node,
  { arrayOf, notEmpty, unique, isWhole }: ArrayGrammar,
  hint?: string,
): boolean {
  const { value } = node
  if (!Array.isArray(value)) return reportProblem(context, node, 'an array', undefined, hint)
  if (notEmpty && value.length === 0) return reportProblem(context, node, 'at least one item')
  let isUsable = true
  for (const [, item] of childrenOf(node)) if (!walkChild(context, item, arrayOf) && isWhole) isUsable = false
  const twice = unique ? value.findIndex((item, index) => value.indexOf(item) < index) : -1
  if (twice >= 0) reportProblem(context, node, 'every item once', `${describeValue(value[twice])} twice`)
  return isUsable
}

function walkMap(
  context: WalkContext,
  node: Node,
  { mapOf, keys, named, areKeysDoubtful, isSingle }: MapGrammar,
): boolean {
  if (!isObject(node.value)) return reportProblem(context, node, 'an object')
  const size = Object.keys(node.value).length
  if (isSingle && size !== 1) return reportProblem(context, node, 'exactly one member', `${size}`)
  let isUsable = true
  for (const [key, child] of childrenOf(node)) {
    if (keys === 'regex' && !parseRegex(key)) isUsable = warnOfRegex(context, child, key)
    else if (keys instanceof RegExp && !keys.test(key))
      context.visitor.problem(child, {
        ...(areKeysDoubtful && { severity: 'warning' }),
        expected: named ?? `a name like ${keys.source}`,
        received: `the name ${describeValue(key)}`,
      })
    walkChild(context, child, mapOf)
  }
  return isUsable
}
