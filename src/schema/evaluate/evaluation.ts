import type { Node, SchemaResource } from '../../openapi/index.js'
import type { Budget } from './budget.js'

/** A keyword that a value fails. */
export interface SchemaFailure {
  /** The path from the evaluated value to the failing one, last token first: each step back adds its token. */
  readonly steps: (string | number)[]
  readonly keyword: string
  /** The node of the document that the value fails. */
  readonly rule: Node
  readonly expected: string
  readonly received: string
  /** What is wrong, where that says more than `expected` and `received`. */
  readonly message?: string
  /** Set if a double cannot decide: true if the text of the number fails the keyword. Otherwise there is no failure. */
  readonly isInvalidLiteral?: (literal: string) => boolean
}

/** Where a value was sent: `readOnly` and `writeOnly` depend on it. */
export type Direction = 'request' | 'response'

/** The state of one evaluation. Mutable: it changes with every step down and back up. */
export interface Evaluation {
  readonly direction: Direction
  /** Collects the failures; `undefined` if only the result matters and evaluation may stop at the first failure. */
  failures: SchemaFailure[] | undefined
  readonly budget: Budget
  /** The dynamic scope: resources entered so far, outermost first (JSON Schema 2020-12 Core, 7.1). */
  readonly scope: SchemaResource[]
}

/**
 * Returns true if a value is valid under a schema or a keyword.
 *
 * `seen` collects what was evaluated of the value itself (Core, 11); it is `undefined` if no keyword needs it.
 */
export type Evaluate = (value: unknown, evaluation: Evaluation, seen: Seen | undefined) => boolean

/** Properties and items that a subschema has evaluated. */
export interface Seen {
  readonly properties: Set<string>
  /** All items before this index. */
  itemsBefore: number
  readonly items: Set<number>
}

export function createSeen(): Seen {
  return { properties: new Set(), itemsBefore: 0, items: new Set() }
}

export function mergeSeen(into: Seen, from: Seen): void {
  into.itemsBefore = Math.max(into.itemsBefore, from.itemsBefore)
  for (const name of from.properties) into.properties.add(name)
  for (const index of from.items) into.items.add(index)
}

/** Runs several evaluations in order; all of them if failures are collected. True for none. */
export function every(parts: readonly Evaluate[]): Evaluate {
  const [only, second] = parts
  if (only === undefined) return () => true
  if (second === undefined) return only
  return (value, evaluation, seen) => {
    let isValid = true
    for (const part of parts) {
      if (part(value, evaluation, seen)) continue
      isValid = false
      if (!evaluation.failures) return false
    }
    return isValid
  }
}

/** Evaluates a property or an item. The path is extended only if something fails. */
export function evaluateChild(
  evaluate: Evaluate,
  child: unknown,
  token: string | number,
  evaluation: Evaluation,
): boolean {
  const { failures } = evaluation
  const before = failures === undefined ? 0 : failures.length
  if (evaluate(child, evaluation, undefined)) return true
  if (failures !== undefined)
    for (let index = before; index < failures.length; index++) failures[index]?.steps.push(token)
  return false
}

/** Evaluates without collecting failures. */
export function isAccepted(
  evaluate: Evaluate,
  value: unknown,
  evaluation: Evaluation,
  seen: Seen | undefined,
): boolean {
  const { failures } = evaluation
  evaluation.failures = undefined
  const accepted = evaluate(value, evaluation, seen)
  evaluation.failures = failures
  return accepted
}

/** Adds a failure, if failures are collected, and returns `false`. */
export function fail(
  evaluation: Evaluation,
  keyword: string,
  rule: Node,
  expected: string,
  received: string,
  message?: string,
): false {
  evaluation.failures?.push({ steps: [], keyword, rule, expected, received, ...(message !== undefined && { message }) })
  return false
}
