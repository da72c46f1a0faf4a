import type { Node } from '../../openapi/index.js'
import type { Slot } from './plan.js'
import { readLayer } from './read-layer.js'
import { type Pending, type Planning, toSlot } from './slot.js'
import type { Tally } from './tally.js'

/** The items of a body. */
export interface BodyPlan {
  readonly root: Slot
  /** In the document's order, outer before inner. */
  tallies(): readonly Tally[]
}

/** The most branches that are read of one body. */
export const maxBranches = 2_000

/**
 * Finds all items that a schema documents for a body.
 *
 * Goes through `$ref`, `allOf`, the branches of `oneOf` and `anyOf`, `if`, `dependentSchemas`, items, and properties
 * that are described without a name. Branches that describe the same place share its items. Three bounds keep the plan
 * small: a recursive schema leads back to where it was first met, after `maxPlaces` places no further one is looked into,
 * and after `maxBranches` branches no further one is read: branches that share their branches double with each level.
 * `$dynamicRef` is not followed: only evaluation knows where it leads.
 */
export function planBody(
  schema: Node,
  { maxPlaces, ...context }: { maxPlaces: number } & Omit<Planning, 'queue' | 'branchesLeft'>,
): BodyPlan {
  const planning: Planning = { ...context, queue: [], branchesLeft: maxBranches }
  const start: Pending = { content: {}, pointer: '', schemas: [], key: '', parent: undefined, found: [] }
  const root = toSlot({ pointer: '', schemas: [schema], rule: schema }, start, planning)
  for (const pending of planning.queue) {
    if (planning.queue.length > maxPlaces) break
    pending.content.layer = readLayer(pending, pending.schemas, { known: new Set(), required: new Set() }, planning)
  }
  return { root, tallies: () => [...new Set(talliesIn(start))] }
}

function talliesIn({ found }: Pending): Tally[] {
  return found.flatMap((each) => ('found' in each ? talliesIn(each) : [each]))
}
