import type { Node } from '../../openapi/index.js'
import type { Slot } from './plan.js'
import { readLayer } from './read-layer.js'
import { type Pending, type Planning, toSlot } from './slot.js'
import type { Tally } from './tally.js'

/** What a body promises. */
export interface BodyPlan {
  readonly root: Slot
  /** In the document's order, outer before inner. */
  readonly tallies: readonly Tally[]
}

/**
 * Everything that a schema promises of a body, as slots to count in, and the promises in order.
 *
 * Goes through `$ref`, `allOf`, the branches of `oneOf` and `anyOf`, `if`, `dependentSchemas`, items, and properties
 * that are described without being named. What different branches promise of the same place is one promise. A recursive
 * schema leads back to where it was first met, and once there are `most` places no further one is looked into: both end
 * documents whose schemas lead everywhere. `$dynamicRef` is not followed, as only evaluation knows where it leads.
 */
export function planBody(schema: Node, { most, ...context }: { most: number } & Omit<Planning, 'queue'>): BodyPlan {
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
