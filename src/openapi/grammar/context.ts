import { describeValue } from '../../text/describe-value.js'
import { markUnusable, type Node } from '../node.js'
import type { ProblemDetails } from '../problem.js'
import type { Grammar, VersionGrammar } from './grammar.js'

/** The functions that a walk calls for what it finds. */
export interface Visitor {
  /** Called for a schema before its keywords. Returns false to skip it, because it was walked before. */
  enterSchema(schema: Node): boolean
  leaveSchema(schema: Node): void
  /**
   * Called for an OpenAPI object, with its name, before its members. Returns `undefined` to walk it or, for one that was walked
   * before, whether it can be used.
   */
  enterObject(node: Node, name: string): boolean | undefined
  leaveObject(node: Node, name: string, isUsable: boolean): void
  /** Called for a Reference Object and for a Path Item Object with a `$ref`. */
  reference(from: Node, grammar: Grammar): void
  problem(node: Node, details: ProblemDetails): void
}

/** Checks a node against its grammar. Returns whether it can be used. */
export type Walk = (node: Node, grammar: Grammar) => boolean

/** What every part of a walk works with. */
export interface WalkContext {
  readonly grammar: VersionGrammar
  readonly visitor: Visitor
  /** `hint` is added to the message if the value is of another type than the grammar asks for. */
  walk(node: Node, grammar: Grammar, hint?: string): boolean
}

/** The name of a regular expression in a message. */
export const regex = 'a regular expression of ECMA-262'

/** Walks a member or an item, and marks it if it cannot be used. */
export function walkChild(context: WalkContext, child: Node, grammar: Grammar): boolean {
  const isUsable = context.walk(child, grammar)
  if (!isUsable) markUnusable(child)
  return isUsable
}

/** Reports a node that is not what the grammar asks for. `hint` is added to the message. */
export function reportProblem(
  context: WalkContext,
  node: Node,
  expected: string,
  received = describeValue(node.value),
  hint?: string,
): false {
  const message = hint && `expected ${expected}, received ${received}; ${hint}`
  context.visitor.problem(node, { expected, received, ...(message && { message }) })
  return false
}

/** JSON Schema 2020-12 Validation, 6.3.3: `pattern` only SHOULD be a regular expression of ECMA-262. */
export function warnOfRegex(context: WalkContext, node: Node, pattern: string): false {
  context.visitor.problem(node, { severity: 'warning', expected: regex, received: describeValue(pattern) })
  return false
}

/** The section of the specification that describes an object, for a message. */
export function section(context: WalkContext, name: string): string {
  return `OpenAPI ${context.grammar.version}, ${name} Object`
}

/** Lists names for a message. */
export function oneOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `one of ${names.join(', ')}`
}

/** The name of an object with its article. */
export function article(name: string): string {
  return `${/^(?:[AEIO]|XML)/.test(name) ? 'an' : 'a'} ${name}`
}
