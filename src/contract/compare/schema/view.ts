import type { Node } from '../../../openapi/index.js'
import { createLayout, type Direction, type Layout } from '../../../schema/index.js'
import { generateValues } from '../../generate/generate-values.js'
import { hasEffect } from './effect.js'
import type { Alternative, JsonType } from './normal.js'
import { isValidOrOverlapping } from './overlap.js'
import { keywordNodes, type Mode, type Side } from './side.js'

/** One alternative of a place on one side. */
export interface View {
  readonly side: Side
  readonly roots: readonly Node[]
  readonly alternative: Alternative
  readonly layout: Layout
  /** The nodes of a keyword in the schemas that apply, without those that `hasEffect` leaves out. */
  nodes(keyword: string): Node[]
  /** Up to some number of valid values of this alternative, the smallest first. */
  examples(count?: number): readonly unknown[]
}

/** A pair of alternatives to compare. */
export interface Comparison {
  readonly before: View
  readonly after: View
  readonly type: JsonType
  readonly direction: Direction
  readonly mode: Mode
}

/** Maximum number of values that are generated for one alternative. */
const maxExamples = 6

/** Maximum number of values that are tried to find them. */
const maxTries = 40

export function createView(side: Side, roots: readonly Node[], alternative: Alternative, direction: Direction): View {
  let layout: Layout | undefined
  const found: unknown[] = []
  let source: Iterator<unknown> | undefined
  return {
    side,
    roots,
    alternative,
    get layout() {
      layout ??= createLayout(alternative.schemas, side.index, false)
      return layout
    },
    nodes: (keyword) =>
      keywordNodes(side, alternative.schemas, keyword).filter((node) => hasEffect(keyword, node, alternative, side)),
    examples(count = maxExamples) {
      source ??= findExamples(side, roots, alternative, direction)
      while (found.length < count) {
        const { done, value } = source.next()
        if (done) break
        found.push(value)
      }
      return minimalFirst(found.slice(0, count))
    },
  }
}

/** Sorts values, the smallest first: small values show a difference more clearly. */
function minimalFirst(values: readonly unknown[]): unknown[] {
  const sized = values.map((value) => ({ value, size: JSON.stringify(value).length }))
  return sized.toSorted((a, b) => a.size - b.size).map(({ value }) => value)
}

function* findExamples(
  side: Side,
  roots: readonly Node[],
  { branches, listed }: Alternative,
  direction: Direction,
): Generator<unknown> {
  if (listed) {
    yield* listed
    return
  }
  for (const schema of [...branches].reverse().concat(roots)) {
    let tries = 0
    for (const { value } of generateValues(schema, { schemas: side.engine, direction })) {
      if (++tries > maxTries) break
      if (!branches.every((branch) => side.engine.isValid(branch, value, direction))) continue
      // A value that several open objects of `oneOf` accept still counts as an example of this alternative.
      if (roots.every((root) => isValidOrOverlapping(root, value, side, direction))) yield value
    }
  }
}

const known = new WeakMap<Side, Map<string, readonly unknown[]>>()

/** Valid values of a place on one side, from all alternatives. */
export function examplesOf(side: Side, roots: readonly Node[], direction: Direction): readonly unknown[] {
  if (roots.length === 0) return ['text', 7, true, null, [], {}]
  const cache = known.get(side) ?? new Map<string, readonly unknown[]>()
  known.set(side, cache)
  const key = `${direction} ${side.keyOf(roots)}`
  const examples = cache.get(key) ?? generateExamples(side, roots, direction)
  cache.set(key, examples)
  return examples
}

function generateExamples(side: Side, roots: readonly Node[], direction: Direction): unknown[] {
  const found: unknown[] = []
  for (const root of roots) {
    let tries = 0
    for (const { value } of generateValues(root, { schemas: side.engine, direction })) {
      if (roots.every((each) => side.engine.isValid(each, value, direction))) found.push(value)
      if (++tries > maxTries || found.length >= maxExamples) break
    }
  }
  return found
}
