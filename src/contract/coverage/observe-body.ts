import { isObject } from '../../openapi/index.js'
import { toCanonical } from '../../schema/index.js'
import type { Layer, Lengths, Slot } from './plan.js'
import { type Moment, observe } from './tally.js'

/** Counts everything that a value shows of what was promised. `undefined` stands for a property that is not there. */
export function observeValue(slot: Slot, value: unknown, moment: Moment): void {
  observe(value === undefined ? slot.absent : value === null ? slot.null : slot.nonNull, moment)
  if (value !== undefined && slot.content.layer) observeLayer(slot.content.layer, value, moment)
}

function observeLayer(layer: Layer, value: unknown, moment: Moment): void {
  const { values, choices } = layer
  if (values) observe(values.get(typeof value === 'object' && value !== null ? toCanonical(value) : value), moment)
  if (Array.isArray(value)) observeItems(layer, value, moment)
  else if (isObject(value)) observeMembers(layer, value, moment)
  for (const choice of choices) if (choice.applies(value)) observeLayer(choice.layer, value, moment)
}

function observeItems({ lengths, findItem }: Layer, items: readonly unknown[], moment: Moment): void {
  if (lengths) observe(lengths[lengthOf(items)], moment)
  if (!findItem) return
  for (let index = 0; index < items.length; index++) {
    const slot = findItem(index)
    if (slot) observeValue(slot, items[index], moment)
  }
}

function lengthOf({ length }: readonly unknown[]): keyof Lengths {
  return length === 0 ? 'empty' : length === 1 ? 'one' : 'many'
}

function observeMembers(layer: Layer, object: Record<string, unknown>, moment: Moment): void {
  const { members, findOther } = layer
  for (const [name, slot] of members) observeValue(slot, Object.hasOwn(object, name) ? object[name] : undefined, moment)
  if (!findOther) return
  for (const [name, value] of Object.entries(object)) {
    const slot = findOther(name)
    if (slot) observeValue(slot, value, moment)
  }
}
