import type { Node } from '../../openapi/index.js'
import type { Slot } from './plan.js'
import { readLayer } from './read-layer.js'
import { hasItems, type Pending, type Planning, toSlot } from './slot.js'
import type { Tally } from './tally.js'

/** The items of a body. */
export interface BodyPlan {
  readonly root: Slot
  /** Returns the items in the document's order, outer before inner ones. */
  tallies(): readonly Tally[]
}

/** How many branches are read for one body. */
export const maxBranches = 2_000

/**
 * Finds all items that a schema documents for a body.
 *
 * Follows `$ref`, `allOf`, the branches of `oneOf` and `anyOf`, `if`, `dependentSchemas`, items, and keywords such as
 * `additionalProperties` for properties without a listed name. Branches that describe the same place share its items. Three
 * limits keep the plan small: a recursive schema is read once, at most `maxPlaces` places are read, and at most `maxBranches`
 * branches, because nested branches can double with each level. A `$dynamicRef` is not followed if only evaluation knows where
 * it leads.
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
    if (pending.schemas.some(hasItems))
      pending.content.layer = readLayer(pending, pending.schemas, { known: new Set(), required: new Set() }, planning)
  }
  return { root, tallies: () => [...new Set(talliesIn(start))] }
}

function talliesIn({ found }: Pending): Tally[] {
  return found.flatMap((each) => ('found' in each ? talliesIn(each) : [each]))
}
