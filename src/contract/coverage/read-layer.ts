import { findChild, isObject, type Node, nodeKey, type SchemaIndex } from '../../openapi/index.js'
import {
  type Choice,
  createLayout,
  type Flat,
  flatten,
  isWrongDirection,
  type Layout,
  listAt,
  membersAt,
  toCanonical,
} from '../../schema/index.js'
import { appendPointer } from '../../text/json-pointer.js'
import type { BodyItem, Layer, Lengths, NamedSlot, Slot } from './plan.js'
import { addItem, isAccepted, type Pending, type Planning, toSlot } from './slot.js'

/** The schemas that were already read for the same value, and the properties that they require. */
export interface OuterLayers {
  readonly known: ReadonlySet<Node>
  readonly required: ReadonlySet<string>
}

/** Finds the items that schemas document inside of a value, one level deep. Deeper values are queued. */
export function readLayer(pending: Pending, roots: readonly Node[], outer: OuterLayers, planning: Planning): Layer {
  const { flat, layout } = describe(roots, outer.known, planning.schemas.index)
  const required = new Set([
    ...outer.required,
    ...flat.schemas.flatMap((schema) => listAt(schema, 'required').map(({ value }) => String(value))),
  ])
  const known = new Set([...outer.known, ...flat.schemas])
  const values = readValues(pending, flat.schemas, planning)
  const lengths = readLengths(pending, flat.schemas, planning)
  const findItem = readItems(pending, flat.schemas, layout, planning)
  const members = readMembers(pending, layout, required, planning)
  const findOther = readOthers(pending, flat.schemas, layout, planning)
  const branches = flat.choices.flatMap((choice) => branchesOf(choice, planning)).slice(0, planning.branchesLeft)
  planning.branchesLeft -= branches.length
  return {
    ...(values.size > 0 && { values }),
    ...(lengths && { lengths }),
    members,
    ...(findOther && { findOther }),
    ...(findItem && { findItem }),
    choices: branches.map(({ applies, roots: branch }) => ({
      applies,
      layer: readLayer(pending, branch, { known, required }, planning),
    })),
  }
}

interface Described {
  readonly flat: Flat
  readonly layout: Layout
}

const described = new WeakMap<Node, Described>()

/** Returns what schemas say together. The result for a single schema is kept, because many bodies of a document contain it. */
function describe(roots: readonly Node[], outer: ReadonlySet<Node>, index: SchemaIndex): Described {
  const [only, ...others] = roots
  const isAlone = only !== undefined && others.length === 0 && outer.size === 0
  const found = isAlone ? described.get(only) : undefined
  if (found) return found
  const flat = flatten(roots, index, outer)
  const made = { flat, layout: createLayout(flat.schemas, index, flat.isOpen) }
  if (isAlone) described.set(only, made)
  return made
}

interface Branch {
  applies(value: unknown): boolean
  readonly roots: readonly Node[]
}

function branchesOf(choice: Choice, planning: Planning): Branch[] {
  if (choice.kind === 'dependent')
    return [{ applies: (value) => isObject(value) && Object.hasOwn(value, choice.name), roots: [choice.schema] }]
  // The schemas that extend a schema with a discriminator are not items, so whether responses use each of them is not counted.
  if (choice.kind === 'children') return []
  if (choice.kind === 'branches')
    return choice.branches.map((branch) => ({
      applies: (value) => isAccepted([branch], value, planning),
      roots: [branch],
    }))
  const holds = (value: unknown) => isAccepted([choice.condition], value, planning)
  return [
    { applies: holds, roots: [choice.condition, choice.onTrue ?? []].flat() },
    { applies: (value) => !holds(value), roots: [choice.onFalse ?? []].flat() },
  ]
}

/** Returns the values of `enum` and `const` that no other schema forbids. Null is left out, because it is a state of its own. */
function readValues(pending: Pending, schemas: readonly Node[], planning: Planning): Map<unknown, BodyItem> {
  const listed = schemas.flatMap((schema) => [...listAt(schema, 'enum'), findChild(schema, 'const') ?? []].flat())
  const values = new Map<unknown, BodyItem>()
  for (const node of listed) {
    const { value } = node
    if (value === null || !isAccepted(pending.schemas, value, planning)) continue
    const key = typeof value === 'object' ? toCanonical(value) : value
    const item = { kind: 'enum-value', pointer: pending.pointer, aspect: JSON.stringify(value), rule: node } as const
    values.set(key, addItem(pending, planning, item))
  }
  return values
}

/** Returns those of the states `empty`, `one` and `many` that `minItems` and `maxItems` allow. */
function readLengths(pending: Pending, schemas: readonly Node[], planning: Planning): Lengths | undefined {
  const rule = schemas.find(isArraySchema)
  if (!rule) return undefined
  const limits = (keyword: string) =>
    schemas.flatMap((schema) => findChild(schema, keyword) ?? []).map(({ value }) => Number(value))
  const least = Math.max(0, ...limits('minItems'))
  const most = Math.min(Number.POSITIVE_INFINITY, ...limits('maxItems'))
  const length = (aspect: keyof Lengths) => ({
    [aspect]: addItem(pending, planning, { kind: 'array', pointer: pending.pointer, aspect, rule }),
  })
  return {
    ...(least < 1 && length('empty')),
    ...(least < 2 && most > 0 && length('one')),
    ...(most > 1 && length('many')),
  }
}

function isArraySchema(schema: Node): boolean {
  const type = findChild(schema, 'type')
  return type
    ? [type.value].flat().includes('array')
    : ['items', 'prefixItems'].some((keyword) => findChild(schema, keyword))
}

function readItems(pending: Pending, schemas: readonly Node[], layout: Layout, planning: Planning): Layer['findItem'] {
  const prefix = Math.max(0, ...schemas.map((schema) => listAt(schema, 'prefixItems').length))
  const slots = Array.from({ length: prefix + 1 }, (_, index) => {
    const found = layout.findItem(index)?.schemas ?? []
    return toUnnamedSlot(pending, index < prefix ? String(index) : 'items', found, planning)
  })
  if (slots.every((slot) => slot === undefined)) return undefined
  return (index) => slots[Math.min(index, prefix)]
}

function readMembers(
  pending: Pending,
  layout: Layout,
  required: ReadonlySet<string>,
  planning: Planning,
): Layer['members'] {
  return [...layout.named].flatMap(([name, { schemas, oneWay }]): NamedSlot[] => {
    const rule = schemas[0] ?? layout.rule
    if (!rule || isWrongDirection(oneWay, 'response') || schemas.some(({ value }) => value === false)) return []
    const property = { isOptional: !required.has(name) }
    const pointer = appendPointer(pending.pointer, name)
    const slot = toSlot({ pointer, schemas, rule, property }, pending, planning)
    return [{ name, isInherited: name in {}, slot }]
  })
}

/** Returns the slots of properties that `patternProperties`, `additionalProperties` or `unevaluatedProperties` describe. */
function readOthers(
  pending: Pending,
  schemas: readonly Node[],
  layout: Layout,
  planning: Planning,
): Layer['findOther'] {
  const described = schemas.flatMap((schema) => [
    ...membersAt(schema, 'patternProperties').map(
      ([pattern, target]) => [`patternProperties${appendPointer('', pattern)}`, target] as const,
    ),
    ...['additionalProperties', 'unevaluatedProperties'].flatMap((keyword) => {
      const target = findChild(schema, keyword)
      return target ? [[keyword, target] as const] : []
    }),
  ])
  const slots = new Map(
    described.flatMap(([step, target]) => {
      const slot = toUnnamedSlot(pending, step, [target], planning)
      return slot ? [[nodeKey(target), slot] as const] : []
    }),
  )
  if (slots.size === 0) return undefined
  return (name) => {
    if (layout.named.has(name)) return undefined
    const [first] = layout.findUnnamed(name)?.schemas ?? []
    return first && slots.get(nodeKey(first))
  }
}

/** Returns the slot of such a property; `undefined` if its schema has no keywords, because then its values have no items. */
function toUnnamedSlot(pending: Pending, step: string, schemas: readonly Node[], planning: Planning): Slot | undefined {
  const [rule] = schemas
  if (!rule || schemas.some(({ value }) => !isObject(value) || Object.keys(value).length === 0)) return undefined
  return toSlot({ pointer: `${pending.pointer}/${step}`, schemas, rule }, pending, planning)
}
