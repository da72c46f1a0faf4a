import type { Node, SchemaIndex, Serialized } from '../../openapi/index.js'
import { staticTypeOf } from '../../schema/index.js'
import { groupBy } from '../../text/group-by.js'
import { maxNesting } from '../../text/json/read.js'
import { toTyped } from './typed-text.js'

/** OAS 3.1, Style Examples: `deepObject` and an exploded `form` send each property of an object under a name of its own. */
export function isSpread(definition: Serialized, index: SchemaIndex): boolean {
  const { style, explode, schema } = definition
  return style === 'deepObject' || (style === 'form' && explode && staticTypeOf(schema, index).types.has('object'))
}

/**
 * Whether a property of a spread object may be sent under `name`.
 *
 * @param isTaken whether another parameter has the name; it then belongs to an object with a property of that name only
 */
export function isNameOf(
  { name: own, style, schema }: Serialized,
  name: string,
  index: SchemaIndex,
  isTaken: (name: string) => boolean,
): boolean {
  if (style === 'deepObject') return name.startsWith(`${own}[`) && name.endsWith(']')
  const { properties, additionalProperties: others } = staticTypeOf(schema, index)
  if (properties.has(name)) return true
  const takesOthers = properties.size === 0 || (others !== undefined && others.value !== false)
  return takesOthers && !isTaken(name)
}

/** Texts that were sent under one name, and the path in the object that the name stands for. */
interface Sent {
  readonly path: readonly string[]
  readonly texts: readonly string[]
}

/**
 * Decodes a spread object, or with `deepObject` an array, from the names that belong to it.
 *
 * OAS 3.1 leaves open how deeper objects and lists are written. Clients go on in brackets, as in `a[b][c]` and `a[b][]`,
 * or repeat a name; both are understood.
 */
export function decodeSpread(
  { name, style, schema }: Serialized,
  sent: Iterable<readonly [name: string, texts: readonly string[]]>,
  index: SchemaIndex,
): unknown {
  const members = Array.from(sent, ([key, texts]): Sent => {
    if (style !== 'deepObject') return { path: [key], texts }
    const inside = key.slice(name.length + 1, -1)
    const path = inside.split('][')
    return { path: path.length > maxNesting ? [inside] : path, texts }
  })
  return toMembers(members, 0, schema, index)
}

function toMembers(sent: readonly Sent[], depth: number, schema: Node | undefined, index: SchemaIndex): unknown {
  const { types, items, properties, additionalProperties } = staticTypeOf(schema, index)
  const groups = [...groupBy(sent, ({ path }) => path[depth] ?? '')]
  const below = depth + 1
  if (types.has('array') && groups.every(([step]) => /^\d*$/.test(step)))
    return groups.flatMap(([step, own]) => {
      if (step !== '' || !isEnd(own, below)) return [toMember(own, below, items, index)]
      return own.flatMap(({ texts }) => texts.map((text) => toTyped(text, items, index)))
    })
  return Object.fromEntries(
    groups.map(([step, own]) => [step, toMember(own, below, properties.get(step) ?? additionalProperties, index)]),
  )
}

function toMember(sent: readonly Sent[], depth: number, schema: Node | undefined, index: SchemaIndex): unknown {
  if (!isEnd(sent, depth)) return toMembers(sent, depth, schema, index)
  const texts = sent.flatMap((each) => each.texts)
  const { types, items } = staticTypeOf(schema, index)
  const [first = '', second] = texts
  const isList = second !== undefined || types.has('array')
  return isList ? texts.map((text) => toTyped(text, items, index)) : toTyped(first, schema, index)
}

function isEnd(sent: readonly Sent[], depth: number): boolean {
  return sent.every(({ path }) => path.length <= depth)
}
