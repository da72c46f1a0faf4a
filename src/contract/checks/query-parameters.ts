import type { Operation, Parameter } from '../../openapi/index.js'
import { decodeIfPossible, readPairs } from '../../text/percent-encoding.js'
import { countOf } from '../../text/plural.js'
import { shorten } from '../../text/shorten.js'
import { findBrokenValue, findUndecodable } from '../bodies/serialized-value.js'
import { isNameOf, isSpread, readSpread } from '../bodies/spread-object.js'
import type { Finding } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import { findBrokenKeywords } from '../findings/schema-findings.js'
import { findUnpromisedProperties } from '../findings/undocumented-findings.js'
import type { Located } from '../locate/located.js'
import type { Check } from './check.js'

/** The query has the parameters that are required, each as its schema wants it, and no others. */
export const queryParameters: Check = (located) => {
  const { parameters, keys } = promisedOf(located.operation)
  const sent = readPairs(located.url.search.slice(1))
  const names = [...sent.keys()]
  const { index } = located.schemas
  const documented = new Set(keys)
  const findings = parameters.flatMap((parameter) => {
    const isTaken = (name: string) => parameters.some((other) => other !== parameter && other.name === name)
    const isSpreadObject = isSpread(parameter, index)
    const own = names.filter((name) =>
      isSpreadObject ? isNameOf(parameter, name, index, isTaken) : name === parameter.name,
    )
    for (const name of own) documented.add(name)
    return checkParameter(parameter, new Map(own.map((name) => [name, sent.get(name) ?? []])), located)
  })
  const others = names.filter((name) => !documented.has(name))
  return [...findings, ...others.map((name) => undocumented(name, parameters, located))]
}

interface PromisedQuery {
  readonly parameters: readonly Parameter[]
  /** Names that credentials have in the query. */
  readonly keys: readonly string[]
}

const promised = new WeakMap<Operation, PromisedQuery>()

/** What an operation promises of the query, read once. */
function promisedOf(operation: Operation): PromisedQuery {
  const query = promised.get(operation) ?? {
    parameters: operation.parameters.filter((parameter) => parameter.in === 'query'),
    keys: apiKeys(operation),
  }
  promised.set(operation, query)
  return query
}

/** Texts under each of the names that a parameter was sent under. */
type Sent = ReadonlyMap<string, readonly string[]>

function checkParameter(parameter: Parameter, sent: Sent, { schemas }: Located): Finding[] {
  const { name, node: rule, schema } = parameter
  const at = `query ${name}`
  if (sent.size === 0) {
    const missing = { at, rule, expected: 'the parameter', received: 'no such parameter' }
    return parameter.required ? [makeFinding('missing-parameter', missing)] : []
  }
  const options = { code: 'invalid-parameter', at, direction: 'request' } as const
  if (isSpread(parameter, schemas.index)) {
    const broken = findUndecodable([...sent.values()].flat())
    if (broken) return [makeFinding(options.code, { at, rule, ...broken })]
    if (!schema) return []
    const decoded = Array.from(sent, ([key, texts]) => [key, texts.map(decodeIfPossible)] as const)
    const value = readSpread(parameter, decoded, schemas.index)
    const below = { ...options, at: (pointer: string) => (pointer === '' ? at : `${at} ${pointer}`) }
    return [
      ...findBrokenKeywords(schemas, schema, value, below),
      ...findUnpromisedProperties(schemas, schema, value, below),
    ]
  }
  const texts = sent.get(name) ?? []
  if (parameter.allowEmptyValue && texts.every((text) => text === '')) return []
  return findBrokenValue(parameter, texts, schemas, { ...options, isEncoded: true })
}

function apiKeys(operation: Operation): string[] {
  return operation.security.flatMap(({ schemes }) =>
    schemes.flatMap((scheme) => (scheme.type === 'apiKey' && scheme.in === 'query' ? (scheme.parameter ?? []) : [])),
  )
}

function undocumented(name: string, parameters: readonly Parameter[], { operation }: Located): Finding {
  const known = parameters.map((parameter) => parameter.name)
  return makeFinding('undocumented-parameter', {
    at: `query ${shorten(name)}`,
    rule: operation.node,
    expected:
      known.length === 0
        ? 'no query parameters'
        : `one of ${known.length > 20 ? countOf(known.length, 'parameter') : known.join(', ')}`,
    received: `parameter ${JSON.stringify(shorten(name))}`,
  })
}
