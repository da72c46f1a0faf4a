import type { Node, SchemaIndex, Serialized } from '../../openapi/index.js'
import { staticTypeOf } from '../../schema/index.js'
import { groupBy } from '../../text/group-by.js'
import { maxNesting } from '../../text/json/read.js'
import { toTyped } from './typed-text.js'

/** OAS 3.1, Style Examples: `deepObject` and an exploded `form` send each property of an object under a name of its own. */
export function isSpread(of: Serialized, index: SchemaIndex): boolean {
  return of.style === 'deepObject' || isExplodedObject(of, index)
}

function isExplodedObject({ style, explode, schema }: Serialized, index: SchemaIndex): boolean {
  return style === 'form' && explode && staticTypeOf(schema, index).types.has('object')
}

/** Whether a part of an object that is spread may be sent under a name, or under one that nothing else `isTaken` by. */
export function isNameOf(
  of: Serialized,
  name: string,
  index: SchemaIndex,
  isTaken: (name: string) => boolean,
): boolean {
  if (of.style === 'deepObject') return name.startsWith(`${of.name}[`) && name.endsWith(']')
  const { properties, additionalProperties: others } = staticTypeOf(of.schema, index)
  if (properties.has(name)) return true
  const takesOthers = properties.size === 0 || (others !== undefined && others.value !== false)
  return takesOthers && !isTaken(name)
}

/** Texts that were sent under a name, and the way that the name shows to their place. */
interface Sent {
  readonly steps: readonly string[]
  readonly texts: readonly string[]
}

/**
 * The object, or with `deepObject` the array, of what was sent under names that are its own.
 *
 * What is deeper than properties, and lists, OAS 3.1 leaves open: names go on in brackets, as in `a[b][c]` and `a[b][]`,
 * or are repeated, as clients do.
 */
export function readSpread(
  { name, style, schema }: Serialized,
  sent: Iterable<readonly [name: string, texts: readonly string[]]>,
  index: SchemaIndex,
): unknown {
  const members = Array.from(sent, ([key, texts]): Sent => {
    if (style !== 'deepObject') return { steps: [key], texts }
    const inside = key.slice(name.length + 1, -1)
    const steps = inside.split('][')
    return { steps: steps.length > maxNesting ? [inside] : steps, texts }
  })
  return readMembers(members, 0, schema, index)
}

function readMembers(sent: readonly Sent[], depth: number, schema: Node | undefined, index: SchemaIndex): unknown {
  const { types, items, properties, additionalProperties } = staticTypeOf(schema, index)
  const groups = [...groupBy(sent, ({ steps }) => steps[depth] ?? '')]
  const below = depth + 1
  if (types.has('array') && groups.every(([step]) => /^\d*$/.test(step)))
    return groups.flatMap(([step, own]) => {
      if (step !== '' || !isEnd(own, below)) return [readMember(own, below, items, index)]
      return own.flatMap(({ texts }) => texts.map((text) => toTyped(text, items, index)))
    })
  return Object.fromEntries(
    groups.map(([step, own]) => [step, readMember(own, below, properties.get(step) ?? additionalProperties, index)]),
  )
}

function readMember(sent: readonly Sent[], depth: number, schema: Node | undefined, index: SchemaIndex): unknown {
  if (!isEnd(sent, depth)) return readMembers(sent, depth, schema, index)
  const texts = sent.flatMap((each) => each.texts)
  const { types, items } = staticTypeOf(schema, index)
  const [first = '', second] = texts
  const isList = second !== undefined || types.has('array')
  return isList ? texts.map((text) => toTyped(text, items, index)) : toTyped(first, schema, index)
}

function isEnd(sent: readonly Sent[], depth: number): boolean {
  return sent.every(({ steps }) => steps.length <= depth)
}
