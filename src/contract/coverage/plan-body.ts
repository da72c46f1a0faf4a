import { appendPointer, findChild, isObject, keyOf, type Place } from '../../openapi/index.js'
import type { SchemaEngine } from '../schema/engine.js'
import { toCanonical } from '../schema/equal.js'
import { type Choice, flatten, listAt, membersAt } from '../schema/flatten.js'
import { createShape, type Shape } from '../schema/shape.js'
import { staticTypeOf } from '../schema/static-type.js'
import type { Content, Layer, Lengths, Slot } from './plan.js'
import type { Promised, Tally, TallyMaker } from './tally.js'

export interface BodyPlan {
  readonly root: Slot
  /** In the document's order, outer before inner. */
  readonly tallies: readonly Tally[]
}

/** A content that is still to be read, and everything needed for it. */
interface Pending {
  readonly content: Content
  /** Of names and keywords: `/data/items/name`. */
  readonly pointer: string
  readonly schemas: readonly Place[]
  readonly key: string
  readonly parent: Pending | undefined
  /** Promises of the slot and, once read, of what is inside, in order. */
  readonly found: (Tally | Pending)[]
}

interface Planning {
  /** What the body is: `200`. */
  readonly label: string
  readonly schemas: SchemaEngine
  readonly makeTally: TallyMaker
  readonly queue: Pending[]
}

/**
 * Everything that a schema promises of a body, as slots to count in, and the promises in order.
 *
 * Goes through `$ref`, `allOf`, the branches of `oneOf` and `anyOf`, `if`, `dependentSchemas`, items, and properties
 * that are described without being named. What different branches promise of the same place is one promise. A recursive
 * schema leads back to where it was first met, and once there are `most` places no further one is looked into: both end
 * documents whose schemas lead everywhere. `$dynamicRef` is not followed, as only evaluation knows where it leads.
 */
export function planBody(schema: Place, { most, ...context }: { most: number } & Omit<Planning, 'queue'>): BodyPlan {
  const planning: Planning = { ...context, queue: [] }
  const start: Pending = { content: {}, pointer: '', schemas: [], key: '', parent: undefined, found: [] }
  const root = toSlot({ pointer: '', schemas: [schema], rule: schema }, start, planning)
  for (const pending of planning.queue) {
    if (planning.queue.length > most) break
    pending.content.layer = readLayer(pending, pending.schemas, { known: new Set(), required: new Set() }, planning)
  }
  return { root, tallies: [...new Set(inOrder(start))] }
}

function inOrder({ found }: Pending): Tally[] {
  return found.flatMap((each) => ('found' in each ? inOrder(each) : [each]))
}

interface SlotSource {
  readonly pointer: string
  readonly schemas: readonly Place[]
  readonly rule: Place
  /** Of a property: being there is a promise of its own. */
  readonly property?: { readonly isOptional: boolean }
}

function toSlot({ pointer, schemas, rule, property }: SlotSource, parent: Pending, planning: Planning): Slot {
  const state = (aspect: string) => add(parent, planning, { kind: 'property', pointer, aspect, rule })
  const types = schemas.map((schema) => staticTypeOf(schema, planning.schemas.index).types)
  const hasNull = types.some((each) => each.has('null')) && isAccepted(schemas, null, planning)
  const isOnlyNull = types.some((each) => each.size === 1 && each.has('null'))
  const nonNull = (property || hasNull) && !isOnlyNull ? state('non-null') : undefined
  const states = {
    nonNull,
    null: hasNull ? state('null') : undefined,
    absent: property?.isOptional ? state('absent') : undefined,
  }
  return { ...states, content: schemas.length === 0 ? {} : toContent(pointer, schemas, parent, planning) }
}

function toContent(pointer: string, schemas: readonly Place[], parent: Pending, planning: Planning): Content {
  const resolved = schemas.map((schema) => withoutReference(schema, planning))
  const key = resolved.map(keyOf).join(' ')
  for (let outer: Pending | undefined = parent; outer; outer = outer.parent) if (outer.key === key) return outer.content
  const pending: Pending = { content: {}, pointer, schemas: resolved, key, parent, found: [] }
  parent.found.push(pending)
  planning.queue.push(pending)
  return pending.content
}

const annotations = new Set(['$ref', 'title', 'description', 'summary', 'example', 'examples', 'default', 'deprecated'])

/** A reference that stands alone means what it leads to. */
function withoutReference(schema: Place, { schemas: { index } }: Planning): Place {
  let current = schema
  for (let next = index.targetOf(current); next; next = index.targetOf(current)) {
    if (!isObject(current.value) || Object.keys(current.value).some((keyword) => !annotations.has(keyword))) break
    current = next
  }
  return current
}

type Inside = Omit<Promised, 'subject'> & { readonly pointer: string }

function add(pending: Pending, { makeTally, label }: Planning, { pointer, ...promised }: Inside): Tally {
  const tally = makeTally({ ...promised, subject: pointer === '' ? label : `${label} ${pointer}` })
  pending.found.push(tally)
  return tally
}

function isAccepted(schemas: readonly Place[], value: unknown, { schemas: engine }: Planning): boolean {
  return schemas.every((schema) => engine.evaluate(schema, value, { direction: 'response' }).length === 0)
}

/** What outer layers of the same value have said. */
interface Said {
  readonly known: ReadonlySet<string>
  readonly required: ReadonlySet<string>
}

function readLayer(pending: Pending, roots: readonly Place[], said: Said, planning: Planning): Layer {
  const flat = flatten(roots, planning.schemas.index, said.known)
  const shape = createShape(flat.schemas, planning.schemas.index, flat.isOpen)
  const required = new Set([
    ...said.required,
    ...flat.schemas.flatMap((schema) => listAt(schema, 'required').map(({ value }) => String(value))),
  ])
  const known = new Set([...said.known, ...flat.schemas.map(keyOf)])
  const values = readValues(pending, flat.schemas, planning)
  const lengths = readLengths(pending, flat.schemas, planning)
  const findItem = readItems(pending, flat.schemas, shape, planning)
  const members = readMembers(pending, shape, required, planning)
  const findOther = readOthers(pending, flat.schemas, shape, planning)
  const choices = flat.choices.flatMap((choice) => branchesOf(choice, planning))
  return {
    ...(values.size > 0 && { values }),
    ...(lengths && { lengths }),
    members,
    ...(findOther && { findOther }),
    ...(findItem && { findItem }),
    choices: choices.map(({ applies, roots: branch }) => ({
      applies,
      layer: readLayer(pending, branch, { known, required }, planning),
    })),
  }
}

interface Branch {
  applies(value: unknown): boolean
  readonly roots: readonly Place[]
}

function branchesOf(choice: Choice, planning: Planning): Branch[] {
  if (choice.kind === 'dependent')
    return [{ applies: (value) => isObject(value) && Object.hasOwn(value, choice.name), roots: [choice.schema] }]
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

/** Values of `enum` and `const` that nothing else forbids; null is a state of its own. */
function readValues(pending: Pending, schemas: readonly Place[], planning: Planning): Map<unknown, Tally> {
  const listed = schemas.flatMap((schema) => [...listAt(schema, 'enum'), findChild(schema, 'const') ?? []].flat())
  const values = new Map<unknown, Tally>()
  for (const place of listed) {
    const { value } = place
    if (value === null || !isAccepted(pending.schemas, value, planning)) continue
    const key = typeof value === 'object' ? toCanonical(value) : value
    const promised: Inside = {
      kind: 'enum-value',
      pointer: pending.pointer,
      aspect: JSON.stringify(value),
      rule: place,
    }
    if (!values.has(key)) values.set(key, add(pending, planning, promised))
  }
  return values
}

/** As many of `empty`, `one` and `many` as `minItems` and `maxItems` leave. */
function readLengths(pending: Pending, schemas: readonly Place[], planning: Planning): Lengths | undefined {
  const rule = schemas.find(isArraySchema)
  if (!rule) return undefined
  const limits = (keyword: string) =>
    schemas.flatMap((schema) => findChild(schema, keyword) ?? []).map(({ value }) => Number(value))
  const least = Math.max(0, ...limits('minItems'))
  const most = Math.min(Number.POSITIVE_INFINITY, ...limits('maxItems'))
  const length = (aspect: keyof Lengths) => ({
    [aspect]: add(pending, planning, { kind: 'array', pointer: pending.pointer, aspect, rule }),
  })
  return {
    ...(least < 1 && length('empty')),
    ...(least < 2 && most > 0 && length('one')),
    ...(most > 1 && length('many')),
  }
}

function isArraySchema(schema: Place): boolean {
  const type = findChild(schema, 'type')
  return type
    ? [type.value].flat().includes('array')
    : ['items', 'prefixItems'].some((keyword) => findChild(schema, keyword))
}

function readItems(pending: Pending, schemas: readonly Place[], shape: Shape, planning: Planning): Layer['findItem'] {
  const prefix = Math.max(0, ...schemas.map((schema) => listAt(schema, 'prefixItems').length))
  const slots = Array.from({ length: prefix + 1 }, (_, index) => {
    const found = shape.findItem(index)?.schemas ?? []
    return toUnnamedSlot(pending, index < prefix ? String(index) : 'items', found, planning)
  })
  if (slots.every((slot) => slot === undefined)) return undefined
  return (index) => slots[Math.min(index, prefix)]
}

function readMembers(
  pending: Pending,
  shape: Shape,
  required: ReadonlySet<string>,
  planning: Planning,
): Layer['members'] {
  return [...shape.named].flatMap(([name, { schemas, oneWay }]): [string, Slot][] => {
    const rule = schemas[0] ?? shape.rule
    if (!rule || oneWay === 'writeOnly' || schemas.some(({ value }) => value === false)) return []
    const property = { isOptional: !required.has(name) }
    return [
      [name, toSlot({ pointer: appendPointer(pending.pointer, name), schemas, rule, property }, pending, planning)],
    ]
  })
}

/** Of properties that `patternProperties`, `additionalProperties` or `unevaluatedProperties` describe. */
function readOthers(pending: Pending, schemas: readonly Place[], shape: Shape, planning: Planning): Layer['findOther'] {
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
      return slot ? [[keyOf(target), slot] as const] : []
    }),
  )
  if (slots.size === 0) return undefined
  return (name) => {
    if (shape.named.has(name)) return undefined
    const [first] = shape.findUnnamed(name)?.schemas ?? []
    return first && slots.get(keyOf(first))
  }
}

/** Nothing is promised of values that any schema may describe. */
function toUnnamedSlot(
  pending: Pending,
  step: string,
  schemas: readonly Place[],
  planning: Planning,
): Slot | undefined {
  const [rule] = schemas
  if (!rule || schemas.some(({ value }) => !isObject(value) || Object.keys(value).length === 0)) return undefined
  return toSlot({ pointer: `${pending.pointer}/${step}`, schemas, rule }, pending, planning)
}
