import { childrenOf, findChild, type Node, parentOf } from '../../../openapi/index.js'
import type { Certainty, Difference } from '../schema/difference.js'
import { fingerprintOf, fingerprintOfRequired } from '../schema/fingerprint.js'
import { isAnything, isNever, type JsonType, ruleNamesOf } from '../schema/normal.js'
import type { IsWithin, Side } from '../schema/side.js'
import type { View } from '../schema/view.js'

/** Keywords that apply a schema to some values only. */
const conditionKeywords = ['if', 'dependentRequired', 'dependentSchemas'] as const

/** A rule for values that meet a condition: `if` with `then` or with `else`, or one name in `dependent…`. */
interface Condition {
  readonly keyword: (typeof conditionKeywords)[number]
  readonly side: Side
  /** Equal for conditions that the same values meet. */
  readonly when: string | undefined
  /** The schema of the condition, and whether a value has to match it. */
  readonly condition?: { readonly node: Node; readonly isMet: boolean }
  /** Equal for rules with the same meaning. */
  readonly rule: string | undefined
  /** The names of `dependentRequired`. */
  readonly names?: readonly string[]
  /** The schema, or the list of names. */
  readonly node: Node
}

/**
 * Compares rules that hold on a condition. They may be written with different keywords: `dependentRequired: { a: [b] }`
 * means the same as `dependentSchemas: { a: { required: [b] } }` and `if: { required: [a] }` with `then`.
 */
export function* compareConditions(
  before: View,
  after: View,
  types: ReadonlySet<JsonType>,
  isWithin: IsWithin,
  values: Difference['values'],
): Generator<Difference> {
  const [one, other] = [conditionsOf(before), conditionsOf(after)]
  // JSON Schema 2020-12 Core, 11: what a condition evaluates is not unevaluated.
  const evaluates = [before, after].some((view) =>
    ['unevaluatedProperties', 'unevaluatedItems'].some((name) => view.nodes(name).length > 0),
  )
  // The effect of rules that only one document has.
  const effect = (list: readonly Condition[], others: readonly Condition[], view: View): Certainty => {
    const schemas = { side: view.side, roots: [...view.roots, ...view.alternative.branches] }
    const isImplied = (each: Condition) =>
      others.some((from) => implies(from, each, isWithin)) || isWithin(schemas, { side: each.side, roots: [each.node] })
    return evaluates || !list.every(isImplied) ? 'maybe' : 'no'
  }
  for (const keyword of conditionKeywords) {
    if (keyword !== 'if' && !types.has('object')) continue
    const unmatched = (list: readonly Condition[], others: readonly Condition[]) =>
      list.filter((each) => each.keyword === keyword && !others.some((from) => isSame(from, each)))
    const [removed, added] = [unmatched(one, other), unmatched(other, one)]
    const [node, next] = [removed[0]?.node, added[0]?.node]
    if (!node && !next) continue
    const [narrows, widens] = [effect(added, one, before), effect(removed, other, after)]
    if (narrows === 'no' && widens === 'no') continue
    yield {
      ...{ keyword, narrows, widens, nodes: { before: node, after: next }, values },
      kind: !node ? 'added' : !next ? 'removed' : 'changed',
      message: `${keyword === 'if' ? 'the condition in if, then and else' : keyword} ${!node ? 'is new' : next ? 'changed' : 'was removed'}`,
    }
  }
}

function isSame(one: Condition, other: Condition): boolean {
  return one.when !== undefined && one.when === other.when && one.rule !== undefined && one.rule === other.rule
}

/** True if whatever follows the first rule also follows the second. */
function implies(one: Condition, other: Condition, isWithin: IsWithin): boolean {
  if (isSame(one, other)) return true
  if (one.rule !== undefined && one.rule === other.rule && holdsMoreOften(one, other, isWithin)) return true
  if (one.when === undefined || one.when !== other.when) return false
  if (one.names ?? other.names) return other.names?.every((name) => one.names?.includes(name)) ?? false
  return isWithin({ side: one.side, roots: [one.node] }, { side: other.side, roots: [other.node] })
}

/** True if every value that meets the second condition also meets the first. */
function holdsMoreOften(one: Condition, other: Condition, isWithin: IsWithin): boolean {
  const [condition, narrower] = [one.condition, other.condition]
  if (!condition || !narrower || condition.isMet !== narrower.isMet) return false
  const schemas = { side: one.side, roots: [condition.node] }
  const others = { side: other.side, roots: [narrower.node] }
  return condition.isMet ? isWithin(others, schemas) : isWithin(schemas, others)
}

/** The rules that hold on a condition, without those that refuse nothing. */
export function conditionsOf(view: View): Condition[] {
  return conditionKeywords.flatMap((keyword) =>
    view.nodes(keyword).flatMap((node) => (keyword === 'if' ? readIf(node, view) : readDependent(keyword, node, view))),
  )
}

function readIf(node: Node, { side }: View): Condition[] {
  // The normal form expresses conditions that always or never hold.
  if (isAnything(node, side) || isNever(node, side)) return []
  const schema = parentOf(node)
  const not = ruleNamesOf(node, side).join() === 'not' ? findChild(node, 'not') : undefined
  const condition = fingerprintOf(not ?? node, side.index)
  return (['then', 'else'] as const).flatMap((name) => {
    const rule = schema && findChild(schema, name)
    if (!rule || isAnything(rule, side)) return []
    const isMet = (name === 'then') !== (not !== undefined)
    const when = condition === undefined ? undefined : isMet ? condition : `not ${condition}`
    const found = { node: not ?? node, isMet }
    return [{ keyword: 'if', side, when, condition: found, rule: fingerprintOf(rule, side.index), node: rule }]
  })
}

function readDependent(keyword: 'dependentRequired' | 'dependentSchemas', node: Node, view: View): Condition[] {
  const { side, layout } = view
  const isRequired = (name: string) => layout.required.some((each) => each.name === name && !each.oneWay)
  return childrenOf(node).flatMap(([name, rule]): Condition[] => {
    const base = { keyword, side, when: fingerprintOfRequired([name]), node: rule }
    if (keyword === 'dependentSchemas')
      return isAnything(rule, side) ? [] : [{ ...base, rule: fingerprintOf(rule, side.index) }]
    const names = childrenOf(rule)
      .map(([, each]) => String(each.value))
      .filter((each) => !isRequired(each))
    return names.length === 0 ? [] : [{ ...base, rule: fingerprintOfRequired(names), names }]
  })
}
