import type { Place, SchemaIndex, Serialized } from '../openapi/index.js'
import { groupBy } from './group-by.js'
import { maxNesting } from './json-text.js'
import { staticTypeOf } from './schema/static-type.js'
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
  return readMembers(members, schema, index)
}

function readMembers(sent: readonly Sent[], schema: Place | undefined, index: SchemaIndex): unknown {
  const { types, items, properties, additionalProperties } = staticTypeOf(schema, index)
  const groups = [...groupBy(sent, ({ steps: [step = ''] }) => step)].map(
    ([step, group]) => [step, group.map(({ steps, texts }): Sent => ({ steps: steps.slice(1), texts }))] as const,
  )
  if (types.has('array') && groups.every(([step]) => /^\d*$/.test(step)))
    return groups.flatMap(([step, below]) => {
      if (step !== '' || !below.every(isEnd)) return [readMember(below, items, index)]
      return below.flatMap(({ texts }) => texts.map((text) => toTyped(text, items, index)))
    })
  return Object.fromEntries(
    groups.map(([step, below]) => [step, readMember(below, properties.get(step) ?? additionalProperties, index)]),
  )
}

const isEnd = ({ steps }: Sent) => steps.length === 0

function readMember(sent: readonly Sent[], schema: Place | undefined, index: SchemaIndex): unknown {
  if (!sent.every(isEnd)) return readMembers(sent, schema, index)
  const texts = sent.flatMap((each) => each.texts)
  const { types, items } = staticTypeOf(schema, index)
  const [first = '', second] = texts
  const isList = second !== undefined || types.has('array')
  return isList ? texts.map((text) => toTyped(text, items, index)) : toTyped(first, schema, index)
}
