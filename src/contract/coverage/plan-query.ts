import { isObject, type Operation, type Parameter, type SchemaIndex } from '../../openapi/index.js'
import { flatten, listAt, staticTypeOf } from '../../schema/index.js'
import type { Located } from '../locate/located.js'
import { type Counted, cover, type Tally, type TallyMaker } from './tally.js'

/** Counts which query parameters and values requests have sent. */
export interface QueryPlan {
  readonly tallies: readonly Tally[]
  cover(located: Located, counted: Counted): void
}

/**
 * Plans the items of an operation's query parameters: each parameter, and each value of an `enum`.
 *
 * A parameter is covered when it was sent and the response is not an error, because an error does not show that the service
 * understands the parameter.
 */
export function planQuery({ parameters }: Operation, index: SchemaIndex, makeTally: TallyMaker): QueryPlan {
  const plans = new Map(
    parameters
      .filter((parameter) => parameter.in === 'query' || parameter.in === 'querystring')
      .map((parameter) => [parameter, planParameter(parameter, index, makeTally)]),
  )
  return {
    tallies: [...plans.values()].flatMap(({ sent, values }) => [sent, ...values.values()]),
    cover({ request, interaction }, counted) {
      if (interaction.response.status >= 400) return
      for (const { definition, texts, decoded } of request.query) {
        const plan = plans.get(definition)
        if (!plan || texts.length === 0) continue
        cover(plan.sent, counted)
        for (const each of decoded)
          if ('value' in each)
            for (const scalar of scalarsIn(each.value)) cover(plan.values.get(String(scalar)), counted)
      }
    },
  }
}

function planParameter(parameter: Parameter, index: SchemaIndex, makeTally: TallyMaker) {
  const { schema, node } = parameter
  const subject = `${parameter.in} ${parameter.name}`
  const { types, items } = staticTypeOf(schema, index)
  const valueSchema = (types.has('array') ? items : undefined) ?? schema
  const listed = flatten(valueSchema ? [valueSchema] : [], index, new Set())
    .schemas.flatMap((each) => listAt(each, 'enum'))
    .filter(({ value }) => value !== null)
  return {
    sent: makeTally({ kind: 'query-parameter', subject, aspect: 'sent', rule: node }),
    values: new Map(
      listed.map((rule) => [
        String(rule.value),
        makeTally({ kind: 'enum-value', subject, aspect: JSON.stringify(rule.value), rule }),
      ]),
    ),
  }
}

/** Returns the value itself, or the scalars inside of an object or array. */
function scalarsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(scalarsIn)
  return isObject(value) ? Object.values(value).flatMap(scalarsIn) : [value]
}
