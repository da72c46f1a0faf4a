import type { Node } from '../../openapi/index.js'
import type { SchemaEngine } from '../../schema/index.js'
import { maxBranches, planBody } from './plan-body.js'
import { readLayer } from './read-layer.js'
import { hasItems, type Pending, type Planning, toSlot } from './slot.js'
import { createItemSet } from './tally.js'

/** What the schemas of a place add to the items of a body. It is the same for every place with these schemas. */
interface Outline {
  /** Items, each with its place as a pointer relative to this place. */
  readonly items: ReadonlySet<string>
  /** The places inside of this one, which are read next. */
  readonly inside: readonly Pending[]
  /** How many branches were read. */
  readonly branches: number
}

/** A place in the body whose items are counted. */
interface Place {
  readonly pointer: string
  readonly pending: Pending
  readonly parent: Place | undefined
}

/**
 * Returns a function that counts the items of a body: as many as `planBody` finds.
 *
 * Bodies of one document share most of their schemas. So each schema is read once, and its items are added wherever it occurs.
 */
export function createBodyCounter(schemas: SchemaEngine, maxPlaces: number): (schema: Node) => number {
  const outlines = new Map<string, Outline>()

  const outlineOf = ({ key, schemas: roots }: Pending): Outline => {
    const outline =
      outlines.get(key) ??
      (roots.some(hasItems) ? undefined : nothing) ??
      readOutline(schemas, (start, planning) => {
        readLayer({ ...start, schemas: roots, key }, roots, { known: new Set(), required: new Set() }, planning)
      })
    outlines.set(key, outline)
    return outline
  }

  return (schema) => {
    const root = readOutline(schemas, (start, planning) => {
      toSlot({ pointer: '', schemas: [schema], rule: schema }, start, planning)
    })
    const byPointer = new Map<string, ReadonlySet<string>>()
    const queue = root.inside.map((pending): Place => ({ pointer: '', pending, parent: undefined }))
    let branches = 0
    for (const place of queue) {
      if (queue.length > maxPlaces) break
      const outline = outlineOf(place.pending)
      branches += outline.branches
      if (branches >= maxBranches) return countByPlan(schema, schemas, maxPlaces)
      const before = byPointer.get(place.pointer)
      byPointer.set(place.pointer, before ? new Set([...before, ...outline.items]) : outline.items)
      for (const pending of outline.inside)
        if (!isWithin(place, pending.key))
          queue.push({ pointer: place.pointer + pending.pointer, pending, parent: place })
    }
    return [...byPointer.values()].reduce((sum, { size }) => sum + size, root.items.size)
  }
}

const nothing: Outline = { items: new Set(), inside: [], branches: 0 }

/** Reads the schemas of one place, but not those of the places inside. */
function readOutline(schemas: SchemaEngine, read: (start: Pending, planning: Planning) => void): Outline {
  const { makeTally, items } = createItemSet()
  const planning: Planning = { label: '', schemas, makeTally, queue: [], branchesLeft: maxBranches }
  read({ content: {}, pointer: '', schemas: [], key: '', parent: undefined, found: [] }, planning)
  return { items, inside: planning.queue, branches: maxBranches - planning.branchesLeft }
}

/** True if a place is inside of a place with the same schemas: a recursive schema is counted only once. */
function isWithin(place: Place, key: string): boolean {
  for (let outer: Place | undefined = place; outer; outer = outer.parent) if (outer.pending.key === key) return true
  return false
}

/** Counts a body that has too many branches to read them all. Which branches are left out depends on all branches before. */
function countByPlan(schema: Node, schemas: SchemaEngine, maxPlaces: number): number {
  const { makeTally, items } = createItemSet()
  planBody(schema, { label: '', schemas, makeTally, maxPlaces })
  return items.size
}
