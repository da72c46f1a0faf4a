import type { MediaType, Node, Operation, Response, SchemaIndex } from '../../openapi/index.js'
import { comparisonsOf, type Located } from '../locate/located.js'
import { tallyBody } from './body-tallies.js'
import { planPaging } from './paging.js'
import type { BodyPlan } from './plan.js'
import { planQuery } from './plan-query.js'
import { cover, createTallyMaker, type Tallies, type Tally, type TallyMaker } from './tally.js'

/** Creates the tallies of an operation: of the operation itself, its query, and its responses. */
export function tallyOperation(
  operation: Operation,
  index: SchemaIndex,
  planOf: (schema: Node) => BodyPlan,
): Tallies<Located> {
  const { operationId, node } = operation
  const makeTally = createTallyMaker(operationId)
  const sent = makeTally({ kind: 'operation', subject: operationId, aspect: 'sent', rule: node })
  const query = planQuery(operation, index, makeTally)
  const context = { operationId, index, makeTally, planOf }
  const responses = new Map(operation.responses.map((response) => [response, tallyResponse(response, context)]))
  const own = [sent, ...query.tallies]
  return {
    size: sizeOf(own, [...responses.values()]),
    all: () => [...own, ...[...responses.values()].flatMap((response) => response.all())],
    cover(located, counted) {
      cover(sent, counted)
      query.cover(located, counted)
      const { definition } = located.response
      if (definition) responses.get(definition)?.cover(located, counted)
    },
  }
}

interface Context {
  readonly operationId: string
  readonly index: SchemaIndex
  readonly makeTally: TallyMaker
  readonly planOf: (schema: Node) => BodyPlan
}

function tallyResponse(response: Response, context: Context): Tallies<Located> {
  const { status, content, node } = response
  const received = context.makeTally({ kind: 'response', subject: status, aspect: 'received', rule: node })
  const paging = planPaging(response, context.index, context.makeTally)
  const bodies = new Map(content.map((mediaType) => [mediaType, tallyMediaType(mediaType, response, context)]))
  const own = [received, ...(paging?.tallies ?? [])]
  return {
    size: sizeOf(own, [...bodies.values()]),
    all: () => [...own, ...[...bodies.values()].flatMap((body) => body.all())],
    cover(located, counted) {
      cover(received, counted)
      paging?.cover(located, counted)
      const { mediaType } = located.response.body
      if (mediaType) bodies.get(mediaType)?.cover(located, counted)
    },
  }
}

/** If a response has several media types, each of them is an item. */
function tallyMediaType(mediaType: MediaType, { status, content }: Response, context: Context): Tallies<Located> {
  const { operationId, makeTally, planOf } = context
  const isOneOfSeveral = content.length > 1
  const label = isOneOfSeveral ? `${status} ${mediaType.name}` : status
  const own = isOneOfSeveral
    ? [makeTally({ kind: 'response', subject: label, aspect: 'received', rule: mediaType.node })]
    : []
  // The schema of the whole body or, for a sequence that has only an `itemSchema`, of each item.
  const schema = mediaType.schema ?? mediaType.itemSchema
  const inside = schema && tallyBody(planOf(schema), { operationId, label, schema })
  return {
    size: sizeOf(own, inside ? [inside] : []),
    all: () => [...own, ...(inside?.all() ?? [])],
    cover({ response }, counted) {
      for (const tally of own) cover(tally, counted)
      for (const comparison of comparisonsOf(response.body))
        if (comparison.schema === schema) inside?.cover(comparison.value, counted)
    },
  }
}

function sizeOf(own: readonly Tally[], inner: readonly Pick<Tallies<Located>, 'size'>[]): number {
  return inner.reduce((sum, { size }) => sum + size, own.length)
}
