import { isObject, type Node, nodeKey, type SchemaIndex } from '../../openapi/index.js'
import type { Direction } from '../evaluate/evaluation.js'
import { type Choice, type Flat, flatten } from './flatten.js'
import { createLayout, type Layout } from './layout.js'

/** Whether a value satisfies a schema. */
export type Accepts = (schema: Node, value: unknown, direction: Direction) => boolean

/** The shape that schemas give a value together. */
export type FindLayout = (schemas: readonly Node[], value: unknown, direction: Direction) => Layout

/** Combinations of schemas that are kept; documents have fewer, and only hostile ones more. */
const mostShapes = 10_000

/**
 * A function that finds shapes, each worked out once.
 *
 * Of `anyOf` and `oneOf` those branches apply that accept the value, and all of them when none does: why none does is
 * for evaluation to say.
 */
export function createLayoutFinder(index: SchemaIndex, accepts: Accepts): FindLayout {
  const flats = new WeakMap<readonly Node[], Flat>()
  const fixed = new WeakMap<Flat, Layout>()
  const shapes = new Map<string, Layout>()

  function shapeOf(flat: Flat): Layout {
    const key = flat.schemas.map(nodeKey).join(' ')
    const shape = shapes.get(key) ?? createLayout(flat.schemas, index, flat.isOpen)
    if (shapes.size >= mostShapes) shapes.clear()
    shapes.set(key, shape)
    return shape
  }

  return (schemas, value, direction) => {
    const flat = flats.get(schemas) ?? flatten(schemas, index, new Set())
    flats.set(schemas, flat)
    if (flat.choices.length > 0)
      return shapeOf(decide(flat, value, index, (schema) => accepts(schema, value, direction)))
    const shape = fixed.get(flat) ?? shapeOf(flat)
    fixed.set(flat, shape)
    return shape
  }
}

/** Follows the choices that a value makes until none is left. */
function decide(flat: Flat, value: unknown, index: SchemaIndex, isAccepted: (schema: Node) => boolean): Flat {
  const known = new Set(flat.schemas.map(nodeKey))
  const schemas = [...flat.schemas]
  let { choices, isOpen } = flat
  while (choices.length > 0) {
    const next = flatten(
      choices.flatMap((choice) => choose(choice, value, isAccepted)),
      index,
      known,
    )
    for (const schema of next.schemas) known.add(nodeKey(schema))
    schemas.push(...next.schemas)
    isOpen ||= next.isOpen
    choices = next.choices
  }
  return { schemas, choices, isOpen }
}

function choose(choice: Choice, value: unknown, isAccepted: (schema: Node) => boolean): Node[] {
  if (choice.kind === 'dependent') return isObject(value) && Object.hasOwn(value, choice.name) ? [choice.schema] : []
  if (choice.kind === 'condition')
    return isAccepted(choice.condition) ? [choice.condition, choice.onTrue ?? []].flat() : [choice.onFalse ?? []].flat()
  const accepting = choice.branches.filter(isAccepted)
  return accepting.length > 0 ? accepting : [...choice.branches]
}
