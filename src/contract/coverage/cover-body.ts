import { isObject } from '../../openapi/index.js'
import { toCanonical } from '../../schema/index.js'
import type { Layer, Lengths, Slot } from './plan.js'
import { type Counted, cover } from './tally.js'

/** Counts an interaction for every item of the document that a value covers. `undefined` stands for an absent property. */
export function coverValue(slot: Slot, value: unknown, counted: Counted): void {
  cover(value === undefined ? slot.absent : value === null ? slot.null : slot.nonNull, counted)
  if (value !== undefined && slot.content.layer) coverLayer(slot.content.layer, value, counted)
}

function coverLayer(layer: Layer, value: unknown, counted: Counted): void {
  const { values, choices } = layer
  if (values) cover(values.get(typeof value === 'object' && value !== null ? toCanonical(value) : value), counted)
  if (Array.isArray(value)) coverItems(layer, value, counted)
  else if (isObject(value)) coverMembers(layer, value, counted)
  for (const choice of choices) if (choice.applies(value)) coverLayer(choice.layer, value, counted)
}

function coverItems({ lengths, findItem }: Layer, items: readonly unknown[], counted: Counted): void {
  if (lengths) cover(lengths[lengthOf(items)], counted)
  if (!findItem) return
  for (let index = 0; index < items.length; index++) {
    const slot = findItem(index)
    if (slot) coverValue(slot, items[index], counted)
  }
}

function lengthOf({ length }: readonly unknown[]): keyof Lengths {
  return length === 0 ? 'empty' : length === 1 ? 'one' : 'many'
}

function coverMembers(layer: Layer, object: Record<string, unknown>, counted: Counted): void {
  const { members, findOther } = layer
  for (const { name, isInherited, slot } of members) {
    // Reading a property is faster than `Object.hasOwn`, and enough for a name that objects do not inherit.
    const isThere = !isInherited || Object.hasOwn(object, name)
    coverValue(slot, isThere ? object[name] : undefined, counted)
  }
  if (!findOther) return
  for (const [name, value] of Object.entries(object)) {
    const slot = findOther(name)
    if (slot) coverValue(slot, value, counted)
  }
}
