import type { Node, SchemaResource } from '../../openapi/index.js'
import type { Budget } from './budget.js'

/** One keyword that one value does not satisfy. */
export interface SchemaFailure {
  /** Tokens of the JSON Pointer to the value from where evaluation began, the last one first: put on while stepping back. */
  readonly steps: (string | number)[]
  readonly keyword: string
  /** What in the document says so. */
  readonly rule: Node
  readonly expected: string
  readonly received: string
  /** Set where a double cannot decide: whether the text of the number breaks the keyword after all. */
  readonly isBrokenBy?: (literal: string) => boolean
}

/** Which way a value went: `readOnly` and `writeOnly` properties go one way only. */
export type Direction = 'request' | 'response'

/** What one evaluation carries along. Mutable, because it changes with every step down and back up. */
export interface Evaluation {
  readonly direction: Direction
  /** Where failures go; `undefined` when only yes or no is asked for, and the first failure decides. */
  failures: SchemaFailure[] | undefined
  readonly budget: Budget
  /** Resources entered on the way here, the outermost first: the dynamic scope (JSON Schema 2020-12 Core, 7.1). */
  readonly scope: SchemaResource[]
}

/**
 * Whether a value satisfies a schema or a keyword.
 *
 * `seen` collects what was evaluated of the value itself (Core, 11); `undefined` when nobody will ask.
 */
export type Evaluate = (value: unknown, evaluation: Evaluation, seen: Seen | undefined) => boolean

/** Properties and items that some subschema has evaluated. */
export interface Seen {
  readonly properties: Set<string>
  /** Items before this index. */
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

/** Evaluates a property's or an item's value. The way there is only written down when something fails. */
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

/** Runs without collecting failures; only the answer counts. */
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

/** Collects a failure and says `false`. */
export function fail(evaluation: Evaluation, keyword: string, rule: Node, expected: string, received: string): false {
  evaluation.failures?.push({ steps: [], keyword, rule, expected, received })
  return false
}
