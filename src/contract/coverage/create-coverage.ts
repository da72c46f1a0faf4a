import type { Document, MediaType, Operation, Response } from '../../openapi/index.js'
import { createSchemaEngine, type SchemaEngine } from '../../schema/index.js'
import type { Located } from '../locate/located.js'
import type { CoverageEntry } from './coverage.js'
import { observeValue } from './observe-body.js'
import { type Paging, planPaging } from './paging.js'
import type { Slot } from './plan.js'
import { planBody } from './plan-body.js'
import { planQuery, type QueryPlan } from './plan-query.js'
import { createTallyMaker, type Moment, observe, type Tally, type TallyMaker, toEntry } from './tally.js'

/** Collects what interactions show of a document's promises. Keeps counts only, however many there are. */
export interface CoverageCollector {
  add(located: Located): void
  /** In the document's order: of each operation itself, its query, its responses. */
  entries(): readonly CoverageEntry[]
}

/** Places inside bodies that are counted in a whole document; what real documents promise is far below. */
const mostPlaces = 20_000

interface OperationPlan {
  readonly sent: Tally
  readonly query: QueryPlan
  readonly responses: ReadonlyMap<Response, ResponsePlan>
  readonly tallies: readonly Tally[]
}

interface ResponsePlan {
  readonly received: Tally
  readonly paging: Paging | undefined
  readonly bodies: ReadonlyMap<MediaType, { readonly received: Tally | undefined; readonly root: Slot | undefined }>
  readonly tallies: readonly Tally[]
}

/**
 * A collector that has seen nothing yet.
 *
 * What was received counts as observed whether or not the check has findings about it: coverage asks what was promised
 * and never seen, the check whether what was seen keeps the promise, and one broken field must not hide what the rest of
 * a body shows. What was received instead of something promised, such as a value outside an `enum`, shows none of it.
 */
export function createCoverage(document: Document): CoverageCollector {
  const schemas = createSchemaEngine(document.schemas)
  const bodies = document.operations.flatMap(({ responses }) => responses.flatMap(({ content }) => content))
  const most = Math.max(200, Math.floor(mostPlaces / Math.max(1, bodies.length)))
  const plans = new Map(document.operations.map((operation) => [operation, planOperation(operation, schemas, most)]))
  let number = 0
  return {
    add(located) {
      const plan = plans.get(located.operation)
      if (plan) observeLocated(plan, located, { number: number++, provenance: located.provenance })
    },
    entries: () => [...plans.values()].flatMap(({ tallies }) => tallies.map(toEntry)),
  }
}

function planOperation(operation: Operation, schemas: SchemaEngine, most: number): OperationPlan {
  const { operationId, node } = operation
  const makeTally = createTallyMaker(operationId)
  const sent = makeTally({ kind: 'operation', subject: operationId, aspect: 'sent', rule: node })
  const query = planQuery(operation, schemas.index, makeTally)
  const responses = new Map(operation.responses.map((each) => [each, planResponse(each, { schemas, makeTally, most })]))
  const tallies = [sent, ...query.tallies, ...[...responses.values()].flatMap((response) => response.tallies)]
  return { sent, query, responses, tallies: [...new Set(tallies)] }
}

interface Planning {
  readonly schemas: SchemaEngine
  readonly makeTally: TallyMaker
  readonly most: number
}

/** Of several media types each is a promise of its own. */
function planResponse(response: Response, planning: Planning): ResponsePlan {
  const { status, content, node } = response
  const received = planning.makeTally({ kind: 'response', subject: status, aspect: 'received', rule: node })
  const bodies = content.map((mediaType) => {
    const label = content.length > 1 ? `${status} ${mediaType.name}` : status
    const own =
      content.length > 1
        ? planning.makeTally({ kind: 'response', subject: label, aspect: 'received', rule: mediaType.node })
        : undefined
    const plan = mediaType.schema && planBody(mediaType.schema, { label, ...planning })
    return { mediaType, received: own, root: plan?.root, tallies: [own ?? [], plan?.tallies ?? []].flat() }
  })
  const paging = planPaging(response, planning.schemas.index, planning.makeTally)
  return {
    received,
    paging,
    bodies: new Map(bodies.map((body) => [body.mediaType, body])),
    tallies: [received, ...(paging?.tallies ?? []), ...bodies.flatMap(({ tallies }) => tallies)],
  }
}

function observeLocated({ sent, query, responses }: OperationPlan, located: Located, moment: Moment): void {
  observe(sent, moment)
  query.observe(located, moment)
  const plan = located.response && responses.get(located.response)
  if (!plan) return
  observe(plan.received, moment)
  plan.paging?.observe(located, moment)
  const body = located.mediaType && plan.bodies.get(located.mediaType)
  observe(body?.received, moment)
  if (body?.root && located.body) observeValue(body.root, located.body.value, moment)
}
