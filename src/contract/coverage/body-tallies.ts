import { isObject, type Node } from '../../openapi/index.js'
import { toCanonical } from '../../schema/index.js'
import type { BodyItem, BodyPlan, Layer, Lengths, Slot } from './plan.js'
import { cover, type Tallies, type Tally } from './tally.js'

/** Where a body is in the document. */
export interface BodyPlace {
  readonly operationId: string
  /** Beginning of the subject of each item: `200`. */
  readonly label: string
  readonly schema: Node
}

/** Creates the tallies of the body of one media type, which values cover. Each tally is made when it is needed, because most items of most bodies are never covered. */
export function tallyBody({ root, items }: BodyPlan, place: BodyPlace): Tallies<unknown> {
  const tallies: Tally[] = []
  const tallyOf = (item: BodyItem): Tally => {
    const tally = tallies[item.index] ?? toTally(item, place)
    tallies[item.index] = tally
    return tally
  }
  return {
    size: items.length,
    all: () => items.map(tallyOf),
    cover(value, counted) {
      coverValue(root, value, (item) => {
        if (item) cover(tallyOf(item), counted)
      })
    },
  }
}

function toTally({ pointer, kind, aspect, rule }: BodyItem, { operationId, label, schema }: BodyPlace): Tally {
  const subject = pointer === '' ? label : `${label} ${pointer}`
  return { operationId, kind, subject, aspect, rule: rule ?? schema, covered: {}, last: -1 }
}

/** Counts the interaction for an item. Does nothing for `undefined`: the document has no such item. */
type CoverItem = (item: BodyItem | undefined) => void

/** `undefined` stands for an absent property. */
function coverValue(slot: Slot, value: unknown, coverItem: CoverItem): void {
  coverItem(value === undefined ? slot.absent : value === null ? slot.null : slot.nonNull)
  if (value !== undefined && slot.content.layer) coverLayer(slot.content.layer, value, coverItem)
}

function coverLayer(layer: Layer, value: unknown, coverItem: CoverItem): void {
  const { values, choices } = layer
  if (values) coverItem(values.get(typeof value === 'object' && value !== null ? toCanonical(value) : value))
  if (Array.isArray(value)) coverItems(layer, value, coverItem)
  else if (isObject(value)) coverMembers(layer, value, coverItem)
  for (const choice of choices) if (choice.applies(value)) coverLayer(choice.layer, value, coverItem)
}

function coverItems({ lengths, findItem }: Layer, items: readonly unknown[], coverItem: CoverItem): void {
  if (lengths) coverItem(lengths[lengthOf(items)])
  if (!findItem) return
  for (let index = 0; index < items.length; index++) {
    const slot = findItem(index)
    if (slot) coverValue(slot, items[index], coverItem)
  }
}

function lengthOf({ length }: readonly unknown[]): keyof Lengths {
  return length === 0 ? 'empty' : length === 1 ? 'one' : 'many'
}

function coverMembers(layer: Layer, object: Record<string, unknown>, coverItem: CoverItem): void {
  const { members, findOther } = layer
  for (const { name, isInherited, slot } of members) {
    // Reading a property is faster than `Object.hasOwn`, and enough for a name that objects do not inherit.
    const isThere = !isInherited || Object.hasOwn(object, name)
    coverValue(slot, isThere ? object[name] : undefined, coverItem)
  }
  if (!findOther) return
  for (const [name, value] of Object.entries(object)) {
    const slot = findOther(name)
    if (slot) coverValue(slot, value, coverItem)
  }
}
