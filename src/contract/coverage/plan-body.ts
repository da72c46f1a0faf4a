import type { Node } from '../../openapi/index.js'
import type { SchemaEngine } from '../../schema/index.js'
import type { BodyItem, BodyPlan } from './plan.js'
import { readLayer } from './read-layer.js'
import { hasItems, type Pending, type Planning, toSlot } from './slot.js'

/** How many branches are read for one body. */
const maxBranches = 2_000

/**
 * Finds all items that a schema documents for a body.
 *
 * Follows `$ref`, `allOf`, the branches of `oneOf` and `anyOf`, `if`, `dependentSchemas`, items, and keywords such as
 * `additionalProperties` for properties without a listed name. Branches that describe the same place share its items. Three
 * limits keep the plan small: a recursive schema is read once, at most `maxPlaces` places are read, and at most `maxBranches`
 * branches, because nested branches can double with each level. A `$dynamicRef` is not followed if only evaluation knows where
 * it leads.
 */
export function planBody(schema: Node, schemas: SchemaEngine, maxPlaces: number): BodyPlan {
  const planning: Planning = { schemas, items: new Map(), queue: [], branchesLeft: maxBranches }
  const start: Pending = { content: {}, pointer: '', schemas: [], key: '', parent: undefined, found: [] }
  const root = toSlot({ pointer: '', schemas: [schema], rule: undefined }, start, planning)
  for (const pending of planning.queue) {
    if (planning.queue.length > maxPlaces) break
    if (pending.schemas.some(hasItems))
      pending.content.layer = readLayer(pending, pending.schemas, { known: new Set(), required: new Set() }, planning)
  }
  return { root, items: [...new Set(itemsIn(start))] }
}

function itemsIn({ found }: Pending): BodyItem[] {
  return found.flatMap((each) => ('found' in each ? itemsIn(each) : [each]))
}
