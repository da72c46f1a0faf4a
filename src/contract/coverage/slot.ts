import { isObject, type Node, nodeKey } from '../../openapi/index.js'
import type { SchemaEngine } from '../../schema/index.js'
import { staticTypeOf } from '../../schema/index.js'
import type { Content, Slot } from './plan.js'
import type { Promised, Tally, TallyMaker } from './tally.js'

/** A content that is still to be read, and everything needed for it. */
export interface Pending {
  readonly content: Content
  /** Of names and keywords: `/data/items/name`. */
  readonly pointer: string
  readonly schemas: readonly Node[]
  readonly key: string
  readonly parent: Pending | undefined
  /** Promises of the slot and, once read, of what is inside, in order. */
  readonly found: (Tally | Pending)[]
}

/** What all places of one body share. */
export interface Planning {
  /** What the body is: `200`. */
  readonly label: string
  readonly schemas: SchemaEngine
  readonly makeTally: TallyMaker
  readonly queue: Pending[]
}

/** What a slot is made from. */
export interface SlotSource {
  readonly pointer: string
  readonly schemas: readonly Node[]
  readonly rule: Node
  /** Of a property: being there is a promise of its own. */
  readonly property?: { readonly isOptional: boolean }
}

/** A slot with its promises, which are added to those of the place around it. */
export function toSlot({ pointer, schemas, rule, property }: SlotSource, parent: Pending, planning: Planning): Slot {
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

function toContent(pointer: string, schemas: readonly Node[], parent: Pending, planning: Planning): Content {
  const resolved = schemas.map((schema) => withoutReference(schema, planning))
  const key = resolved.map(nodeKey).join(' ')
  for (let outer: Pending | undefined = parent; outer; outer = outer.parent) if (outer.key === key) return outer.content
  const pending: Pending = { content: {}, pointer, schemas: resolved, key, parent, found: [] }
  parent.found.push(pending)
  planning.queue.push(pending)
  return pending.content
}

const annotations = new Set(['$ref', 'title', 'description', 'summary', 'example', 'examples', 'default', 'deprecated'])

/** A reference that stands alone means what it leads to. */
function withoutReference(schema: Node, { schemas: { index } }: Planning): Node {
  let current = schema
  for (let next = index.targetOf(current); next; next = index.targetOf(current)) {
    if (!isObject(current.value) || Object.keys(current.value).some((keyword) => !annotations.has(keyword))) break
    current = next
  }
  return current
}

/** A promise about a place inside of a body. */
export type Inside = Omit<Promised, 'subject'> & { readonly pointer: string }

/** Makes a promise of a place. */
export function add(pending: Pending, { makeTally, label }: Planning, { pointer, ...promised }: Inside): Tally {
  const tally = makeTally({ ...promised, subject: pointer === '' ? label : `${label} ${pointer}` })
  pending.found.push(tally)
  return tally
}

/** Whether all of these schemas accept a value. */
export function isAccepted(schemas: readonly Node[], value: unknown, { schemas: engine }: Planning): boolean {
  return schemas.every((schema) => engine.evaluate(schema, value, { direction: 'response' }).length === 0)
}
