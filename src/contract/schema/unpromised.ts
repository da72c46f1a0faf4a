import { isObject, keyOf, type Place, type SchemaIndex } from '../../openapi/index.js'
import type { Direction } from './evaluation.js'
import { type Choice, type Flat, flatten } from './flatten.js'
import { createShape, type Mention, type Shape } from './shape.js'

/** A property that was not to be there. */
export interface Unpromised {
  readonly path: readonly (string | number)[]
  /** The keyword for a property that does not go this way; absent for one that no schema mentions. */
  readonly keyword?: 'readOnly' | 'writeOnly'
  readonly rule: Place
}

export type FindUnpromised = (schema: Place, value: unknown, direction: Direction) => Unpromised[]

/** Whether a value satisfies a schema. */
export type Accepts = (schema: Place, value: unknown, direction: Direction) => boolean

/** Combinations of schemas that are kept; documents have fewer, and only hostile ones more. */
const mostShapes = 10_000

/**
 * A function that walks a value beside all schemas that apply to it and finds properties that none of them mentions.
 *
 * Of `anyOf` and `oneOf` those branches apply that accept the value, and all of them when none does: why none does is
 * not this walk's to say.
 */
export function createUnpromisedFinder(index: SchemaIndex, accepts: Accepts): FindUnpromised {
  const roots = new WeakMap<Place, readonly Place[]>()
  const flats = new WeakMap<readonly Place[], Flat>()
  const shapes = new Map<string, Shape>()

  function flatOf(schemas: readonly Place[]): Flat {
    const flat = flats.get(schemas) ?? flatten(schemas, index, new Set())
    flats.set(schemas, flat)
    return flat
  }

  function shapeOf(flat: Flat): Shape {
    const key = flat.schemas.map(keyOf).join(' ')
    const shape = shapes.get(key) ?? createShape(flat.schemas, index, flat.isOpen)
    if (shapes.size >= mostShapes) shapes.clear()
    shapes.set(key, shape)
    return shape
  }

  const fixed = new WeakMap<Flat, Shape>()
  function findShape(schemas: readonly Place[], value: unknown, direction: Direction): Shape {
    const flat = flatOf(schemas)
    if (flat.choices.length > 0) return shapeOf(decide(flat, value, direction, index, accepts))
    const shape = fixed.get(flat) ?? shapeOf(flat)
    fixed.set(flat, shape)
    return shape
  }

  return (schema, root, direction) => {
    const unpromised: Unpromised[] = []
    const path: (string | number)[] = []

    function walk(schemas: readonly Place[], value: object): void {
      const shape = findShape(schemas, value, direction)
      if (Array.isArray(value)) walkItems(shape, value)
      else if (isObject(value)) walkMembers(shape, value)
    }

    function walkItems(shape: Shape, items: readonly unknown[]): void {
      for (let position = 0; position < items.length; position++) {
        const item = items[position]
        if (typeof item !== 'object' || item === null) continue
        const mention = shape.findItem(position)
        if (mention) descend(mention, position, item)
      }
    }

    function walkMembers(shape: Shape, object: Record<string, unknown>): void {
      for (const name in object) {
        const mention = shape.named.get(name) ?? shape.findUnnamed(name)
        if (!mention) {
          if (!shape.isOpen && shape.rule) unpromised.push({ path: [...path, name], rule: shape.rule })
          continue
        }
        if (mention.oneWay !== undefined && goesWrongWay(mention, direction)) report(mention, name)
        const member = object[name]
        if (typeof member === 'object' && member !== null) descend(mention, name, member)
      }
    }

    function descend(mention: Mention, token: string | number, value: object): void {
      path.push(token)
      walk(mention.schemas, value)
      path.pop()
    }

    function report({ oneWay, schemas: [rule] }: Mention, name: string): void {
      if (oneWay && rule) unpromised.push({ path: [...path, name], keyword: oneWay, rule })
    }

    const start = roots.get(schema) ?? [schema]
    roots.set(schema, start)
    if (typeof root === 'object' && root !== null) walk(start, root)
    return unpromised
  }
}

function goesWrongWay({ oneWay }: Mention, direction: Direction): boolean {
  return oneWay === (direction === 'request' ? 'readOnly' : 'writeOnly')
}

/** Follows the choices that a value makes until none is left. */
function decide(flat: Flat, value: unknown, direction: Direction, index: SchemaIndex, accepts: Accepts): Flat {
  const known = new Set(flat.schemas.map(keyOf))
  const schemas = [...flat.schemas]
  let { choices, isOpen } = flat
  while (choices.length > 0) {
    const next = flatten(
      choices.flatMap((choice) => choose(choice, value, (schema) => accepts(schema, value, direction))),
      index,
      known,
    )
    for (const schema of next.schemas) known.add(keyOf(schema))
    schemas.push(...next.schemas)
    isOpen ||= next.isOpen
    choices = next.choices
  }
  return { schemas, choices, isOpen }
}

function choose(choice: Choice, value: unknown, isAccepted: (schema: Place) => boolean): Place[] {
  if (choice.kind === 'dependent') return isObject(value) && Object.hasOwn(value, choice.name) ? [choice.schema] : []
  if (choice.kind === 'condition')
    return isAccepted(choice.condition) ? [choice.condition, choice.onTrue ?? []].flat() : [choice.onFalse ?? []].flat()
  const accepting = choice.branches.filter(isAccepted)
  return accepting.length > 0 ? accepting : [...choice.branches]
}
