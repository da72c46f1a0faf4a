import { isObject, type Node, type SchemaResource } from '../../openapi/index.js'
import { type Budget, stepsOf } from './budget.js'

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
  /** The `anyOf` or `oneOf` of which the value matches no branch, and the branch that this failure is about, in words. */
  readonly branch?: { readonly rule: Node; readonly message: string }
}

/** Something about a value that is not a failure: a keyword that could not decide, or a contradiction in what it means. */
export interface SchemaRemark extends SchemaFailure {
  readonly severity: 'warning' | 'note'
}

/** Where a value was sent: `readOnly` and `writeOnly` depend on it. */
export type Direction = 'request' | 'response'

/** The state of one evaluation. Mutable: it changes with every step down and back up. */
export interface Evaluation {
  readonly direction: Direction
  /** Collects the failures; `undefined` if only the result matters and evaluation may stop at the first failure. */
  failures: SchemaFailure[] | undefined
  /** Always collected, but dropped with a branch that does not accept the value. One for each rule. */
  readonly remarks: SchemaRemark[]
  /** How many keywords could not decide so far. If this grows, a result of `true` is not certain; `false` always is. */
  undecided: number
  readonly budget: Budget
  /** The current value with all schemas that `allOf` and `$ref` join for it; `undefined` if no schemas are joined. */
  joined: JoinedSchemas | undefined
  /** The dynamic scope: resources entered so far, outermost first (JSON Schema 2020-12 Core, 7.1). */
  readonly scope: SchemaResource[]
}

/** A value and the schemas that apply to it together. One schema may require a property that another one defines. */
export interface JoinedSchemas {
  readonly value: unknown
  /** True for a required property that one of the schemas defines for the other direction only, as `readOnly` or `writeOnly`. */
  isOtherDirection(required: string, direction: Direction): boolean
  /** The schemas for a property or an item. */
  at(token: string | number, child: unknown): JoinedSchemas
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

/** The state at the start of an evaluation. */
export function createEvaluation(
  direction: Direction,
  failures: SchemaFailure[] | undefined,
  budget: Budget,
): Evaluation {
  return { direction, failures, remarks: [], undecided: 0, budget, joined: undefined, scope: [] }
}

export function createSeen(): Seen {
  return { properties: new Set(), itemsBefore: 0, items: new Set() }
}

export function mergeSeen(into: Seen, from: Seen): void {
  into.itemsBefore = Math.max(into.itemsBefore, from.itemsBefore)
  for (const name of from.properties) into.properties.add(name)
  for (const index of from.items) into.items.add(index)
}

/** Marks all properties or items of a value as evaluated. */
export function markSeen(seen: Seen, value: unknown): void {
  if (Array.isArray(value)) seen.itemsBefore = value.length
  else if (isObject(value)) for (const name of Object.keys(value)) seen.properties.add(name)
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

/** Evaluates a property or an item. The path is extended only if there is something to report. */
export function evaluateChild(
  evaluate: Evaluate,
  child: unknown,
  token: string | number,
  evaluation: Evaluation,
): boolean {
  const { failures, remarks, joined } = evaluation
  const before = failures === undefined ? 0 : failures.length
  const remarksBefore = remarks.length
  if (joined !== undefined && typeof child === 'object') evaluation.joined = joined.at(token, child)
  const isValid = evaluate(child, evaluation, undefined)
  evaluation.joined = joined
  if (remarks.length > remarksBefore) addStep(remarks, remarksBefore, token)
  if (!isValid && failures !== undefined) addStep(failures, before, token)
  return isValid
}

function addStep(list: readonly SchemaFailure[], start: number, token: string | number): void {
  for (let index = start; index < list.length; index++) list[index]?.steps.push(token)
}

/** Evaluates a schema that applies to a value under a condition: `allOf` and `$ref` do not join it with the schemas around it. */
export function evaluateApart(
  evaluate: Evaluate,
  value: unknown,
  evaluation: Evaluation,
  seen: Seen | undefined,
): boolean {
  const { joined } = evaluation
  evaluation.joined = undefined
  const isValid = evaluate(value, evaluation, seen)
  evaluation.joined = joined
  return isValid
}

/** What a branch says about a value. `undecided`: it accepts the value, but some of its keywords could not decide. */
export type Verdict = 'accepted' | 'rejected' | 'undecided'

/** Evaluates a branch, whose failures do not count. What it evaluated is added to `seen` unless it rejects the value (Core, 11). */
export function judge(evaluate: Evaluate, value: unknown, evaluation: Evaluation, seen: Seen | undefined): Verdict {
  const { failures, undecided } = evaluation
  const remarks = evaluation.remarks.length
  const local = seen && createSeen()
  evaluation.failures = undefined
  const isValid = evaluateApart(evaluate, value, evaluation, local)
  evaluation.failures = failures
  if (!isValid) {
    evaluation.undecided = undecided
    evaluation.remarks.length = remarks
    return 'rejected'
  }
  if (seen && local) mergeSeen(seen, local)
  return evaluation.undecided > undecided ? 'undecided' : 'accepted'
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
  const { failures, budget } = evaluation
  if (!failures) return false
  budget.spend(stepsOf.failure)
  failures.push({ steps: [], keyword, rule, expected, received, ...(message !== undefined && { message }) })
  return false
}

/** Adds a remark, unless there is one about the same rule. */
export function remark(evaluation: Evaluation, added: SchemaRemark): void {
  const { remarks } = evaluation
  if (!remarks.some(({ rule }) => rule === added.rule)) remarks.push(added)
}

/** Notes that a keyword could not decide, and returns `true`: what is not checked is not a failure. */
export function leaveUndecided(
  evaluation: Evaluation,
  keyword: string,
  rule: Node,
  expected: string,
  received: string,
  message?: string,
): true {
  evaluation.undecided++
  remark(evaluation, {
    severity: 'note',
    steps: [],
    keyword,
    rule,
    expected,
    received,
    ...(message !== undefined && { message }),
  })
  return true
}
