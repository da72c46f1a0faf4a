import type { Direction, Evaluation } from '../evaluate/evaluation.js'
import { isWrongDirection } from '../keywords/read-write-only.js'
import type { ChildSchemas, Layout } from '../layout/layout.js'
import { type FastCheck, type FindFastCheck, passes } from './fast-check.js'

/** A property that a layout lists by name. */
interface Property {
  readonly name: string
  readonly check: FastCheck
  /** 1 if objects must have it: counted down, to see whether one is missing. */
  readonly required: 0 | 1
  /** The property that followed in the last object: objects of one server usually have the same order. */
  next: Property | undefined
}

/** A check of the properties of objects. */
export function createPropertiesCheck(
  layout: Layout,
  direction: Direction,
  findCheck: FindFastCheck,
): (object: Record<string, unknown>, evaluation: Evaluation) => boolean {
  const required = new Set(
    layout.required.flatMap(({ name, oneWay }) => (isWrongDirection(oneWay, direction) ? [] : name)),
  )
  const toCheck = ({ oneWay, schemas }: ChildSchemas) =>
    isWrongDirection(oneWay, direction) ? neverPasses : findCheck(schemas)
  const properties = new Map(
    [...layout.named].map(([name, child]): [string, Property] => [
      name,
      { name, check: toCheck(child), required: required.has(name) ? 1 : 0, next: undefined },
    ]),
  )
  const start: Property = { name: '', check: neverPasses, required: 0, next: undefined }
  const unnamedPasses = (name: string, value: unknown, evaluation: Evaluation) => {
    const child = layout.findUnnamed(name)
    return child ? passes(toCheck(child), value, evaluation) : layout.isOpen
  }

  return (object, evaluation) => {
    let missing = required.size
    let last = start
    for (const name in object) {
      let property = last.next
      if (property === undefined || property.name !== name) {
        property = properties.get(name)
        if (property === undefined) {
          if (unnamedPasses(name, object[name], evaluation)) continue
          return false
        }
        last.next = property
      }
      if (!passes(property.check, object[name], evaluation)) return false
      missing -= property.required
      last = property
    }
    return missing === 0
  }
}

/** A check of the items of arrays. */
export function createItemsCheck(
  layout: Layout,
  findCheck: FindFastCheck,
): (items: readonly unknown[], evaluation: Evaluation) => boolean {
  const checks = new Map<ChildSchemas, FastCheck>()
  const checkOf = (child: ChildSchemas) => {
    const check = checks.get(child) ?? findCheck(child.schemas)
    checks.set(child, check)
    return check
  }
  return (items, evaluation) => {
    for (let position = 0; position < items.length; position++) {
      const child = layout.findItem(position)
      if (child && !passes(checkOf(child), items[position], evaluation)) return false
    }
    return true
  }
}

const neverPasses: FastCheck = { types: 0, further: undefined }
