import type { Node, SchemaIndex, Serialized } from '../../openapi/index.js'
import { staticTypeOf } from '../../schema/index.js'
import { groupBy } from '../../text/group-by.js'
import { maxNesting } from '../../text/json/read.js'
import { chooseValue, type Reader, readText, type Typing, typingsOf } from './readings.js'

/** OAS 3.1, Style Examples: `deepObject` and an exploded `form` or `cookie` send each property of an object under a name of its own. */
export function isSpread(definition: Serialized, index: SchemaIndex): boolean {
  const { style, explode, schema } = definition
  const isSpreadForm = explode && (style === 'form' || style === 'cookie')
  return style === 'deepObject' || (isSpreadForm && staticTypeOf(schema, index).types.has('object'))
}

/**
 * Whether a property of a spread object may be sent under `name`.
 *
 * @param isTaken whether another parameter has the name; it then belongs to an object with a property of that name only.
 * By default, every name is taken.
 */
export function isNameOf(
  { name: own, style, schema }: Serialized,
  name: string,
  index: SchemaIndex,
  isTaken = (_name: string) => true,
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
  reader: Reader,
): unknown {
  const members = Array.from(sent, ([key, texts]): Sent => {
    if (style !== 'deepObject') return { path: [key], texts }
    const inside = key.slice(name.length + 1, -1)
    const path = inside.split('][')
    return { path: path.length > maxNesting ? [inside] : path, texts }
  })
  return readMembers(members, 0, schema, { ...reader, groups: new WeakMap(), values: new WeakMap() })
}

/** Each branch costs an evaluation of everything below, so deeper down all branches are read as one. */
const maxBranchingDepth = 20

/** What was read of members before: branches ask for the same members under the same schemas again. */
interface Memory {
  readonly groups: WeakMap<readonly Sent[], readonly (readonly [step: string, own: readonly Sent[]])[]>
  readonly values: WeakMap<readonly Sent[], Map<Node | undefined, unknown>>
}

/** As a branch of the schema allows it: the types of properties may differ between branches. */
function readMembers(sent: readonly Sent[], depth: number, schema: Node | undefined, reader: Reader & Memory): unknown {
  const known = reader.values.get(sent) ?? new Map<Node | undefined, unknown>()
  reader.values.set(sent, known)
  if (known.has(schema)) return known.get(schema)
  const groups = reader.groups.get(sent) ?? [...groupBy(sent, ({ path }) => path[depth] ?? '')]
  reader.groups.set(sent, groups)
  function* values() {
    const typings = typingsOf(schema, reader.schemas.index)
    for (const typing of depth < maxBranchingDepth ? typings : typings.slice(0, 1))
      yield toMembers(groups, depth + 1, typing, reader)
  }
  const value = chooseValue(values(), schema, reader)
  known.set(schema, value)
  return value
}

function toMembers(
  groups: readonly (readonly [step: string, own: readonly Sent[]])[],
  below: number,
  { types, items, findProperty }: Typing,
  reader: Reader & Memory,
): unknown {
  if (types.has('array') && groups.every(([step]) => /^\d*$/.test(step)))
    return groups.flatMap(([step, own]) => {
      if (step !== '' || !isEnd(own, below)) return [toMember(own, below, items, reader)]
      return own.flatMap(({ texts }) => texts.map((text) => readText(text, items, reader)))
    })
  return Object.fromEntries(groups.map(([step, own]) => [step, toMember(own, below, findProperty(step), reader)]))
}

function toMember(sent: readonly Sent[], depth: number, schema: Node | undefined, reader: Reader & Memory): unknown {
  if (!isEnd(sent, depth)) return readMembers(sent, depth, schema, reader)
  return readRepeated(
    sent.flatMap((each) => each.texts),
    schema,
    reader,
  )
}

/** The value of texts that were sent under one name: a list if there are several, or if the schema allows nothing else. */
export function readRepeated(texts: readonly string[], schema: Node | undefined, reader: Reader): unknown {
  const [first = '', second] = texts
  function* values() {
    for (const { types, items } of typingsOf(schema, reader.schemas.index)) {
      const isList = second !== undefined || (types.has('array') && !types.has('string'))
      if (isList || types.has('array')) yield texts.map((text) => readText(text, items, reader))
      if (!isList) yield readText(first, schema, reader)
    }
  }
  return chooseValue(values(), schema, reader)
}

function isEnd(sent: readonly Sent[], depth: number): boolean {
  return sent.every(({ path }) => path.length <= depth)
}
