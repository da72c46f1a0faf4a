import type { Document, MediaType, Node, Operation, Response } from '../../openapi/index.js'
import { engineOf, type SchemaEngine } from '../../schema/index.js'
import { comparisonsOf, type Located } from '../locate/located.js'
import { createBodyCounter } from './count-body.js'
import { coverValue } from './cover-body.js'
import type { CountedOperation, CoverageEntry } from './coverage.js'
import { type Paging, planPaging } from './paging.js'
import type { Slot } from './plan.js'
import { planBody } from './plan-body.js'
import { planQuery, type QueryPlan } from './plan-query.js'
import { withoutReference } from './slot.js'
import { type Counted, cover, createTallyMaker, type Tally, type TallyMaker, toEntry } from './tally.js'

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

interface OperationPlan {
  readonly sent: Tally
  readonly query: QueryPlan
  readonly responses: ReadonlyMap<Response, ResponsePlan>
  readonly tallies: readonly Tally[]
}

interface BodyOfType {
  readonly received: Tally | undefined
  /** The schema of the whole body or, for a sequence that has only an `itemSchema`, of each item. */
  readonly schema: Node | undefined
  readonly root: Slot | undefined
}

interface ResponsePlan {
  readonly received: Tally
  readonly paging: Paging | undefined
  readonly bodies: ReadonlyMap<MediaType, BodyOfType>
  readonly tallies: readonly Tally[]
}

/**
 * Creates a collector that has no interactions yet.
 *
 * An item is covered whether or not the interaction has findings: coverage shows which parts of the document were never seen, and
 * one invalid field must not hide the rest of a body. A value that is not documented, such as one outside of an `enum`, covers no
 * item.
 */
export function createCoverage(document: Document, { listsAll }: CoverageOptions): CoverageCollector {
  const schemas = engineOf(document)
  const bodies = document.operations.flatMap(({ responses }) => responses.flatMap(({ content }) => content))
  const maxPlaces = Math.max(200, Math.floor(maxPlacesOfDocument / Math.max(1, bodies.length)))
  // Most traffic uses a small part of a large document, so the items of an operation are planned when they are needed.
  const plans = new Map<Operation, OperationPlan>()
  const planOf = (operation: Operation): OperationPlan => {
    const plan = plans.get(operation) ?? planOperation(operation, schemas, maxPlaces)
    plans.set(operation, plan)
    return plan
  }
  const countItems = createItemCounter(schemas, maxPlaces)
  let number = 0
  return {
    add: (located, onCovered) =>
      coverLocated(planOf(located.operation), located, { number: number++, provenance: located.provenance, onCovered }),
    entries: () =>
      document.operations
        .filter((operation) => listsAll || plans.has(operation))
        .flatMap((operation) => planOf(operation).tallies.map(toEntry)),
    counted: () =>
      document.operations
        .filter((operation) => !listsAll && !plans.has(operation))
        .map((operation) => ({ operationId: operation.operationId, items: countItems(operation) })),
  }
}

/** Returns a function that counts the items of an operation. Bodies of the same schema are planned once. */
function createItemCounter(schemas: SchemaEngine, maxPlaces: number): (operation: Operation) => number {
  const known = new Map<Node, number>()
  const countItemsOfBody = createBodyCounter(schemas, maxPlaces)
  const countBody = (schema: Node): number => {
    const root = withoutReference(schema, schemas.index)
    const count = known.get(root) ?? countItemsOfBody(schema)
    known.set(root, count)
    return count
  }
  const countResponse = (response: Response): number => {
    const { content } = response
    const paging = planPaging(response, schemas.index, createTallyMaker(''))
    const bodies = content.map((mediaType) => {
      const schema = bodySchemaOf(mediaType)
      return (content.length > 1 ? 1 : 0) + (schema ? countBody(schema) : 0)
    })
    return [1, paging?.tallies.length ?? 0, ...bodies].reduce((sum, each) => sum + each, 0)
  }
  return (operation) =>
    [
      1,
      planQuery(operation, schemas.index, createTallyMaker('')).tallies.length,
      ...operation.responses.map(countResponse),
    ].reduce((sum, each) => sum + each, 0)
}

function planOperation(operation: Operation, schemas: SchemaEngine, maxPlaces: number): OperationPlan {
  const { operationId, node } = operation
  const makeTally = createTallyMaker(operationId)
  const sent = makeTally({ kind: 'operation', subject: operationId, aspect: 'sent', rule: node })
  const query = planQuery(operation, schemas.index, makeTally)
  const planning = { schemas, makeTally, maxPlaces }
  const responses = new Map(operation.responses.map((each) => [each, planResponse(each, planning)]))
  const tallies = [sent, ...query.tallies, ...[...responses.values()].flatMap((response) => response.tallies)]
  return { sent, query, responses, tallies: [...new Set(tallies)] }
}

interface Planning {
  readonly schemas: SchemaEngine
  readonly makeTally: TallyMaker
  readonly maxPlaces: number
}

/** Returns the schema whose items are counted. */
function bodySchemaOf({ schema, itemSchema }: MediaType): Node | undefined {
  return schema ?? itemSchema
}

/** Plans the items of a response. If it has several media types, each of them is an item. */
function planResponse(response: Response, planning: Planning): ResponsePlan {
  const { status, content, node } = response
  const received = planning.makeTally({ kind: 'response', subject: status, aspect: 'received', rule: node })
  const bodies = content.map((mediaType) => {
    const label = content.length > 1 ? `${status} ${mediaType.name}` : status
    const own =
      content.length > 1
        ? planning.makeTally({ kind: 'response', subject: label, aspect: 'received', rule: mediaType.node })
        : undefined
    const schema = bodySchemaOf(mediaType)
    const plan = schema && planBody(schema, { label, ...planning })
    return { mediaType, schema, received: own, root: plan?.root, tallies: [own ?? [], plan?.tallies() ?? []].flat() }
  })
  const paging = planPaging(response, planning.schemas.index, planning.makeTally)
  return {
    received,
    paging,
    bodies: new Map(bodies.map((body) => [body.mediaType, body])),
    tallies: [received, ...(paging?.tallies ?? []), ...bodies.flatMap(({ tallies }) => tallies)],
  }
}

function coverLocated({ sent, query, responses }: OperationPlan, located: Located, counted: Counted): void {
  cover(sent, counted)
  query.cover(located, counted)
  const { definition, body } = located.response
  const plan = definition && responses.get(definition)
  if (!plan) return
  cover(plan.received, counted)
  plan.paging?.cover(located, counted)
  const bodyPlan = body.mediaType && plan.bodies.get(body.mediaType)
  cover(bodyPlan?.received, counted)
  if (bodyPlan?.root)
    for (const { schema, value } of comparisonsOf(body))
      if (schema === bodyPlan.schema) coverValue(bodyPlan.root, value, counted)
}
