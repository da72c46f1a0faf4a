import { childrenOf, type Node, type SchemaIndex } from '../../openapi/index.js'
import { createLayout, exactValueOf } from '../../schema/index.js'
import { isNumber } from '../../text/json/exact-number.js'
import type { GroupContext } from '../mutate/groups.js'
import { buildArrays } from './arrays.js'
import { type Frame, findFrames, rotate } from './frames.js'
import { buildObjects } from './objects.js'
import { findExamples, findNumbers, findTexts, membersAt } from './scalars.js'
import type { BuildPart, Built, Wish } from './wish.js'

/** How many values may still be built and tried. Mutable: each attempt is subtracted. */
export interface Effort {
  left: number
}

/** The effort for one value. Ordinary schemas need some hundreds. */
export const maxEffort = 20_000

/** Number of characters of a text that cost as much effort as one more value. */
const charactersOfEffort = 100

/** Maximum number of schemas around a value, over all levels of objects and arrays. */
const maxAbove = 100

/**
 * Builds a value that a schema allows; `undefined` if none is found. Every part of the value has been evaluated.
 *
 * With `isMinimal`, optional properties are left out and arrays are as short as possible; otherwise all properties are
 * there. Another `turn` selects other branches, listed values and texts.
 */
export function buildValue(
  schema: Node,
  context: GroupContext,
  wish: Wish,
  effort: Effort = { left: maxEffort },
): Built {
  const { schemas: engine, direction } = context
  const { index } = engine

  /** @param above the schemas of the values around it. If one of them occurs again, the schema is recursive. */
  function build(roots: readonly Node[], wish: Wish, above: readonly Node[]): Built {
    if (above.length > maxAbove) return undefined
    for (const value of candidates(roots, wish, above)) {
      if (effort.left-- <= 0) return undefined
      if (!roots.every((root) => engine.isValid(root, value, direction))) continue
      // Many long texts together could take all memory.
      if (typeof value === 'string') effort.left -= Math.floor(value.length / charactersOfEffort)
      return { value }
    }
    return undefined
  }

  function* candidates(roots: readonly Node[], wish: Wish, above: readonly Node[]): Generator<unknown> {
    const { value: turn } = wish.turn
    const buildPart = createPartBuilder([...above, ...roots])
    for (const frame of findFrames(roots, index, wish)) {
      if (effort.left-- <= 0) return
      const listed = findListed(frame.schemas, index)
      if (listed) {
        yield* rotate(listed, turn)
        continue
      }
      if (turn === 0) yield* findUsableExamples(frame.schemas, index, wish)
      for (const type of rotate(findTypes(frame.schemas, index), turn))
        yield* candidatesOf(type, frame, context, wish, buildPart)
    }
  }

  function createPartBuilder(above: readonly Node[]): BuildPart {
    const targetOf = (node: Node) => index.targetOf(node) ?? node
    return (roots, wish, isRequired) => {
      const times = Math.max(
        0,
        ...roots.map((root) => above.filter((each) => targetOf(each) === targetOf(root)).length),
      )
      if (times > 2 || (times > 0 && !isRequired)) return undefined
      return build(roots, times > 0 ? { ...wish, isMinimal: true, takesExamples: false } : wish, above)
    }
  }

  return build([schema], wish, [])
}

/** Generates values of one type that the schemas of a frame probably allow together. */
function* candidatesOf(
  type: string,
  frame: Frame,
  context: GroupContext,
  wish: Wish,
  buildPart: BuildPart,
): Generator<unknown> {
  const { schemas } = frame
  const { index } = context.schemas
  const { value: turn } = wish.turn
  if (type === 'null') yield null
  if (type === 'boolean') yield* rotate([true, false], turn)
  if (type === 'string') yield* rotate([...findTexts(schemas, index)], turn)
  if (type === 'number' || type === 'integer') yield* rotate(findNumbers(schemas, index), turn)
  if (type === 'array') yield* buildArrays(schemas, index, wish, buildPart)
  if (type === 'object') yield* buildObjects(frame, context, wish, buildPart)
}

/** The values of `const` or `enum`; `undefined` if the schemas list no values. */
function findListed(schemas: readonly Node[], index: SchemaIndex): unknown[] | undefined {
  const constants = membersAt(schemas, 'const', index).map(exactValueOf)
  if (constants.length > 0) return constants
  const [list] = membersAt(schemas, 'enum', index)
  return list && childrenOf(list).map(([, node]) => exactValueOf(node))
}

function findUsableExamples(schemas: readonly Node[], index: SchemaIndex, { takesExamples }: Wish): unknown[] {
  return findExamples(schemas, index).filter(
    (value) => value !== null && (takesExamples || typeof value !== 'object' || isNumber(value)),
  )
}

/** The types that all schemas allow, the preferred ones first. Without `type`, those that other keywords suggest. */
function findTypes(schemas: readonly Node[], index: SchemaIndex): string[] {
  const lists = membersAt(schemas, 'type', index).map(({ value }) => [value].flat().map(String))
  const nullable = membersAt(schemas, 'nullable', index).some(({ value }) => value === true) ? ['null'] : []
  const [first, ...others] = lists
  if (!first) return [...inferTypes(schemas, index), ...nullable]
  const takes = (list: readonly string[], type: string) =>
    list.includes(type) || (type === 'integer' && list.includes('number'))
  const numbers = first.includes('number') ? [...first, 'integer'] : first
  const types = [...new Set(numbers)].filter((type) => others.every((list) => takes(list, type)))
  return [...types.filter((type) => type !== 'null'), ...types.filter((type) => type === 'null'), ...nullable]
}

function inferTypes(schemas: readonly Node[], index: SchemaIndex): string[] {
  const layout = createLayout(schemas, index, false)
  const has = (...keywords: readonly string[]) =>
    keywords.some((keyword) => membersAt(schemas, keyword, index).length > 0)
  const isNumeric = has('minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf')
  const likely = [
    ...(layout.named.size > 0 || layout.required.length > 0 || has('additionalProperties', 'minProperties')
      ? ['object']
      : []),
    ...(layout.findItem(0) || has('minItems', 'contains') ? ['array'] : []),
    ...(isNumeric ? ['number'] : []),
  ]
  return [...new Set([...likely, 'string', 'integer', 'boolean', 'object', 'array', 'null'])]
}
