import type { Node } from '../../openapi/index.js'
import { flatten } from '../../schema/index.js'
import { withExactNumbers } from '../../text/json/exact.js'
import type { GroupContext } from '../mutate/groups.js'
import { toJson } from '../mutate/raw-json.js'
import { findAllowed } from '../mutate/variants/conforming-body.js'
import { buildValue, type Effort, maxEffort } from './build-value.js'
import { findExamples } from './scalars.js'

/** A value that a schema allows. */
export interface GeneratedValue {
  /**
   * Where the value comes from. `example`: it stands in the schema. `minimal`: it has as little as possible. `full`: it
   * has all properties. `variant`: it uses other branches or listed values, or is another value with one change.
   */
  readonly kind: 'example' | 'minimal' | 'full' | 'variant'
  /** What is special about it: `the second alternative`, `null at /a`. */
  readonly description: string
  readonly value: unknown
}

/** Maximum number of other branches and other listed values that full values are built with, alone and together. */
const maxTurns = 12
const maxTurnsTogether = 4

/** Maximum number of attempts in a row without a new value: more than there are turns with the same branch or the same value. */
const maxMisses = 9

function* turns(): Generator<readonly [branch: number, value: number]> {
  for (let turn = 1; turn < maxTurns; turn++) {
    yield [turn, 0]
    yield [0, turn]
    // A branch may ask for another listed value: an `else` is only taken if its `if` is not.
    if (turn < maxTurnsTogether) yield [turn, turn]
    if (turn === maxTurnsTogether - 1) yield* differentTurns()
  }
}

function* differentTurns(): Generator<readonly [branch: number, value: number]> {
  for (let branch = 1; branch < maxTurnsTogether; branch++)
    for (let value = 1; value < maxTurnsTogether; value++) if (branch !== value) yield [branch, value]
}

/**
 * Generates values that a schema allows in a direction: examples, a minimal value, a full value, then variants. All
 * values are different, and each was evaluated. The same schema gives the same values in the same order.
 *
 * If there are no values, none could be generated, or the schema allows none.
 */
export function* generateValues(schema: Node, context: GroupContext): Generator<GeneratedValue> {
  const known = new Set<string>()
  const isNew = (value: unknown): boolean => {
    const json = toJson(value)
    if (known.has(json)) return false
    known.add(json)
    return true
  }
  const isValid = (value: unknown): boolean => {
    const json = toJson(value)
    // Raw JSON is parsed as a receiver would parse it.
    return context.schemas.isValid(schema, withExactNumbers(json, JSON.parse(json)), context.direction)
  }
  for (const value of examplesIn(schema, context))
    if (isValid(value) && isNew(value)) yield { kind: 'example', description: 'an example of the document', value }
  const build = (isMinimal: boolean, effort?: Effort, branch = 0, value = 0) =>
    buildValue(schema, context, { isMinimal, turn: { branch, value }, takesExamples: false }, effort)
  const minimal = build(true)
  if (minimal && isNew(minimal.value))
    yield { kind: 'minimal', description: 'with as little as possible', value: minimal.value }
  const full = build(false)
  if (full && isNew(full.value)) yield { kind: 'full', description: 'with all properties', value: full.value }
  // All variants share this effort, so large schemas get fewer.
  const effort = { left: maxEffort }
  let misses = 0
  for (const [branch, value] of full ? turns() : []) {
    if (effort.left <= 0 || misses >= maxMisses) break
    const other = build(false, effort, branch, value)
    if (!other || !isNew(other.value)) {
      misses++
      continue
    }
    misses = 0
    yield { kind: 'variant', description: 'with other values', value: other.value }
  }
  for (const base of [full, minimal])
    if (base)
      for (const { value, description, path } of findAllowed(schema, base.value, context))
        if (isValid(value) && isNew(value))
          yield { kind: 'variant', description: [description, ...path].join(' '), value }
}

/**
 * The smallest value that a schema allows, or a full one if no smallest value is found; `undefined` if neither could be
 * generated.
 */
export function generateValue(schema: Node, context: GroupContext): { readonly value: unknown } | undefined {
  const wish = { turn: { branch: 0, value: 0 }, takesExamples: false }
  return (
    buildValue(schema, context, { ...wish, isMinimal: true }) ??
    buildValue(schema, context, { ...wish, isMinimal: false })
  )
}

function examplesIn(schema: Node, { schemas: { index } }: GroupContext): unknown[] {
  const { schemas } = flatten([schema], index, new Set())
  return findExamples(schemas, index)
}
