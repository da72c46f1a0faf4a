import { isObject, type Node, nodeKey, type SchemaIndex } from '../../openapi/index.js'
import { type SchemaEngine, staticTypeOf } from '../../schema/index.js'
import type { BodyItem, Content, Slot } from './plan.js'

/** A content whose schemas have not been read yet, and everything needed to read them. */
export interface Pending {
  readonly content: Content
  readonly pointer: string
  readonly schemas: readonly Node[]
  readonly key: string
  readonly parent: Pending | undefined
  /** The items of the value and, once they are read, of the values inside, in order. */
  readonly found: (BodyItem | Pending)[]
}

/** What all steps of planning one body share. */
export interface Planning {
  readonly schemas: SchemaEngine
  /** The items found so far, by what distinguishes them. */
  readonly items: Map<string, BodyItem>
  readonly queue: Pending[]
  /** How many more branches of `anyOf`, `oneOf`, `if` and `dependentSchemas` are read. */
  branchesLeft: number
}

/** The place and the schemas that a slot is made from. */
export interface SlotSource {
  readonly pointer: string
  readonly schemas: readonly Node[]
  readonly rule: Node | undefined
  /** Set for a property, whose presence is an item of its own. */
  readonly property?: { readonly isOptional: boolean }
}

/** Creates a slot, and adds its items to those of the place around it. */
export function toSlot({ pointer, schemas, rule, property }: SlotSource, parent: Pending, planning: Planning): Slot {
  const state = (aspect: string) => addItem(parent, planning, { kind: 'property', pointer, aspect, rule })
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

function toContent(pointer: string, schemas: readonly Node[], parent: Pending, planning: Planning): Content {
  const resolved = schemas.map((schema) => withoutReference(schema, planning.schemas.index))
  const key = resolved.map(nodeKey).join(' ')
  for (let outer: Pending | undefined = parent; outer; outer = outer.parent) if (outer.key === key) return outer.content
  const pending: Pending = { content: {}, pointer, schemas: resolved, key, parent, found: [] }
  parent.found.push(pending)
  planning.queue.push(pending)
  return pending.content
}

const annotations = new Set(['$ref', 'title', 'description', 'summary', 'example', 'examples', 'default', 'deprecated'])

/** Returns the schema that a reference leads to; the schema itself if other keywords stand beside the reference. */
export function withoutReference(schema: Node, index: SchemaIndex): Node {
  let current = schema
  for (let next = index.targetOf(current); next; next = index.targetOf(current)) {
    if (!isObject(current.value) || Object.keys(current.value).some((keyword) => !annotations.has(keyword))) break
    current = next
  }
  return current
}

const scalars: readonly unknown[] = ['string', 'number', 'integer', 'boolean', 'null']

/** Keywords that neither list values nor describe parts of a value. */
const plainKeywords = new Set(
  [
    ['type', 'format', 'title', 'description', 'example', 'examples', 'default'],
    ['nullable', 'readOnly', 'writeOnly', 'deprecated', 'externalDocs'],
    ['minLength', 'maxLength', 'pattern', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ].flat(),
)

/** False for most schemas of texts and numbers: there are no items in their values. */
export function hasItems({ value }: Node): boolean {
  return !(
    isObject(value) &&
    scalars.includes(value.type) &&
    Object.keys(value).every((name) => plainKeywords.has(name))
  )
}

/**
 * Creates an item and adds it to a place. Branches of a schema may name the same item, then it is created once. Kinds and aspects
 * contain no line breaks, because enum values are JSON.
 */
export function addItem({ found }: Pending, { items }: Planning, item: Omit<BodyItem, 'index'>): BodyItem {
  const key = `${item.kind}\n${item.aspect}\n${item.pointer}`
  const known = items.get(key) ?? { ...item, index: items.size }
  items.set(key, known)
  found.push(known)
  return known
}

/** True if a value is valid under all of these schemas. */
export function isAccepted(schemas: readonly Node[], value: unknown, { schemas: engine }: Planning): boolean {
  return schemas.every((schema) => engine.isValid(schema, value, 'response'))
}
