import { isObject, type Node, type SchemaIndex } from '../../openapi/index.js'
import type { Direction } from '../evaluate/evaluation.js'
import type { Choice } from '../keywords/keyword.js'
import { type Flat, flatten } from './flatten.js'
import { createLayout, type Layout } from './layout.js'
import { createListMap } from './list-map.js'

/** Returns true if a value is valid under a schema. */
export type Accepts = (schema: Node, value: unknown, direction: Direction) => boolean

/** Returns the layout of a value under the schemas that apply to it. */
export type FindLayout = (schemas: readonly Node[], value: unknown, direction: Direction) => Layout

/** Layouts in the cache. Ordinary documents have fewer; the limit is for hostile ones. */
const maxLayouts = 10_000

/**
 * Returns a function that finds layouts; each combination of schemas is merged once.
 *
 * Of `anyOf` and `oneOf`, the branches that accept the value apply. If no branch accepts it, all apply: evaluation
 * reports that failure, and the properties of every branch count as documented.
 */
export function createLayoutFinder(index: SchemaIndex, accepts: Accepts): FindLayout {
  const flats = new WeakMap<readonly Node[], Flat>()
  const fixed = new WeakMap<Flat, Layout>()
  const layouts = createListMap<Layout>()

  function layoutOf(flat: Flat): Layout {
    const layout = layouts.get(flat.schemas) ?? createLayout(flat.schemas, index, flat.isOpen)
    if (layouts.size >= maxLayouts) layouts.clear()
    layouts.set(flat.schemas, layout)
    return layout
  }

  return (schemas, value, direction) => {
    const flat = flats.get(schemas) ?? flatten(schemas, index, new Set())
    flats.set(schemas, flat)
    if (flat.choices.length > 0)
      return layoutOf(decide(flat, value, index, (schema) => accepts(schema, value, direction)))
    const layout = fixed.get(flat) ?? layoutOf(flat)
    fixed.set(flat, layout)
    return layout
  }
}

/** Replaces choices by the schemas that apply to the value, until no choice is left. */
function decide(flat: Flat, value: unknown, index: SchemaIndex, isAccepted: (schema: Node) => boolean): Flat {
  const known = new Set(flat.schemas)
  const schemas = [...flat.schemas]
  let { choices, isOpen } = flat
  while (choices.length > 0) {
    const next = flatten(
      choices.flatMap((choice) => choose(choice, value, isAccepted)),
      index,
      known,
    )
    for (const schema of next.schemas) known.add(schema)
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
  if (choice.kind === 'children') {
    const meaning = choice.discriminator.meaningOf(value)
    const meant = meaning?.kind === 'schema' ? choice.children[meaning.position] : undefined
    return meant ? [meant] : [...choice.children]
  }
  const accepting = choice.branches.filter(isAccepted)
  return accepting.length > 0 ? accepting : [...choice.branches]
}
