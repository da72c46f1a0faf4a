import type { Operation, Parameter, SchemaIndex } from '../../openapi/index.js'
import type { SchemaEngine } from '../../schema/index.js'
import { flatten, listAt, staticTypeOf } from '../../schema/index.js'
import { decodeIfPossible, readPairs } from '../../text/percent-encoding.js'
import { readSerialized } from '../bodies/serialized-value.js'
import type { Located } from '../locate/located.js'
import { type Moment, observe, type Tally, type TallyMaker } from './tally.js'

/** Texts under each name of a query, as they are encoded. */
type Query = ReadonlyMap<string, readonly string[]>

/** Counts which query parameters requests have sent. */
export interface QueryPlan {
  readonly tallies: readonly Tally[]
  observe(located: Located, moment: Moment): void
}

/**
 * What an operation promises of query parameters: each one, and each value of those that list theirs.
 *
 * A parameter is observed when it was sent and the response is no error: an error does not show that it was understood.
 */
export function planQuery({ parameters }: Operation, index: SchemaIndex, makeTally: TallyMaker): QueryPlan {
  const plans = parameters
    .filter((parameter) => parameter.in === 'query')
    .map((each) => planParameter(each, index, makeTally))
  return {
    tallies: plans.flatMap(({ sent, values }) => [sent, ...values.values()]),
    observe({ url, interaction, schemas }, moment) {
      if (interaction.response.status >= 400) return
      const query = readPairs(url.search.slice(1))
      for (const { findTexts, sent, values } of plans) {
        const texts = findTexts(query, schemas)
        if (texts.length > 0) observe(sent, moment)
        for (const text of texts) observe(values.get(text), moment)
      }
    },
  }
}

function planParameter(parameter: Parameter, index: SchemaIndex, makeTally: TallyMaker) {
  const { schema, node } = parameter
  const subject = `query ${parameter.name}`
  const types = staticTypeOf(schema, index).types
  const items = staticTypeOf(schema, index).items
  const isList = types.has('array')
  const listed = flatten([(isList && items) || (schema ?? [])].flat(), index, new Set()).schemas.flatMap((each) =>
    listAt(each, 'enum'),
  )
  const values = listed.filter(({ value }) => value !== null)
  return {
    sent: makeTally({ kind: 'query-parameter', subject, aspect: 'sent', rule: node }),
    values: new Map(
      values.map((rule) => [
        String(rule.value),
        makeTally({ kind: 'enum-value', subject, aspect: JSON.stringify(rule.value), rule }),
      ]),
    ),
    findTexts: createFinder(parameter, index, isList),
  }
}

/** Gives the texts that a parameter was sent as. OAS 3.1, Style Values: objects are sent under several names. */
function createFinder(
  parameter: Parameter,
  index: SchemaIndex,
  isArray: boolean,
): (query: Query, schemas: SchemaEngine) => string[] {
  const { name, style, explode, schema } = parameter
  const textsOf = (query: Query, isOwn: (key: string) => boolean) =>
    [...query].flatMap(([key, texts]) => (isOwn(key) ? texts.map(decodeIfPossible) : []))
  if (style === 'deepObject') return (query) => textsOf(query, (key) => key.startsWith(`${name}[`))
  const properties = style === 'form' && explode ? staticTypeOf(schema, index).properties : new Map()
  if (properties.size > 0) return (query) => textsOf(query, (key) => properties.has(key))
  if (!isArray) return (query) => (query.get(name) ?? []).map(decodeIfPossible)
  return (query, schemas) => {
    const texts = query.get(name)
    if (!texts) return []
    const read = readSerialized(parameter, texts, schemas, { direction: 'request', isEncoded: true })
    const items = 'value' in read ? [read.value].flat().map(String) : []
    return items.length > 0 ? items : [...texts] // sent, if without items
  }
}
