import type { Document, Node, Operation } from '../../openapi/index.js'
import { engineOf } from '../../schema/index.js'
import type { Located } from '../locate/located.js'
import type { CountedOperation, CoverageEntry } from './coverage.js'
import { tallyOperation } from './operation-tallies.js'
import type { BodyPlan } from './plan.js'
import { planBody } from './plan-body.js'
import { withoutReference } from './slot.js'
import { type Tallies, type Tally, toEntry } from './tally.js'

/** Collects which items of a document are covered. It keeps only counts, so its size does not grow with the interactions. */
export interface CoverageCollector {
  /** @param onCovered receives each item that the interaction covers, once. */
  add(located: Located, onCovered?: (item: Tally) => void): void
  /** Returns the items in the document's order: for each operation the operation itself, its query, and its responses. */
  entries(): readonly CoverageEntry[]
  /** Returns the operations without interactions if `entries` leaves them out, otherwise an empty list. */
  counted(): readonly CountedOperation[]
}

export interface CoverageOptions {
  /** True to also list the items of operations without interactions. Otherwise these are only counted. */
  readonly listsAll: boolean
}

/** How many places inside of bodies are counted in a whole document. Real documents have far fewer. */
const maxPlacesOfDocument = 20_000

/**
 * Creates a collector that has no interactions yet.
 *
 * An item is covered whether or not the interaction has findings: coverage shows which parts of the document were never seen, and
 * one invalid field must not hide the rest of a body. A value that is not documented, such as one outside of an `enum`, covers no
 * item.
 */
export function createCoverage(document: Document, { listsAll }: CoverageOptions): CoverageCollector {
  const { operations } = document
  const schemas = engineOf(document)
  const bodies = operations.flatMap(({ responses }) => responses.flatMap(({ content }) => content))
  const maxPlaces = Math.max(200, Math.floor(maxPlacesOfDocument / Math.max(1, bodies.length)))
  const plans = new Map<Node, BodyPlan>()
  const planOf = (schema: Node): BodyPlan => {
    const root = withoutReference(schema, schemas.index)
    const plan = plans.get(root) ?? planBody(root, schemas, maxPlaces)
    plans.set(root, plan)
    return plan
  }
  const createTallies = (operation: Operation) => tallyOperation(operation, schemas.index, planOf)
  const used = new Map<Operation, Tallies<Located>>()
  const talliesOf = (operation: Operation): Tallies<Located> => {
    const tallies = used.get(operation) ?? createTallies(operation)
    used.set(operation, tallies)
    return tallies
  }
  let number = 0
  return {
    add: (located, onCovered) =>
      talliesOf(located.operation).cover(located, { number: number++, provenance: located.provenance, onCovered }),
    entries: () =>
      operations
        .filter((operation) => listsAll || used.has(operation))
        .flatMap((operation) => talliesOf(operation).all().map(toEntry)),
    counted: () =>
      operations
        .filter((operation) => !listsAll && !used.has(operation))
        .map((operation) => ({ operationId: operation.operationId, items: createTallies(operation).size })),
  }
}
