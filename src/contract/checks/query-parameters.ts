import type { Operation, Parameter, SchemaIndex } from '../../openapi/index.js'
import type { Check } from '../check.js'
import type { Finding } from '../finding.js'
import type { Located } from '../located.js'
import { makeFinding } from '../make-finding.js'
import { decodePercent, readPairs } from '../percent-encoding.js'
import { countOf, shorten } from '../schema/describe-value.js'
import { staticTypeOf } from '../schema/static-type.js'
import { findBrokenKeywords } from '../schema-findings.js'
import { findBrokenValue, findUndecodable, toObject } from '../serialized-value.js'
import { toTyped } from '../typed-text.js'
import { findUnpromisedProperties } from '../unpromised-findings.js'

/** The query has the parameters that are required, each as its schema wants it, and no others. */
export const queryParameters: Check = (located) => {
  const { parameters, keys } = promisedOf(located.operation)
  const sent = readPairs(located.url.search.slice(1))
  const names = [...sent.keys()]
  const documented = new Set(keys)
  const findings = parameters.flatMap((parameter) => {
    const own = names.filter((name) => isNameOf(parameter, name, parameters, located))
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

/** Whether a name in the query is one that a parameter is sent under: an object may be sent under several. */
function isNameOf(
  parameter: Parameter,
  name: string,
  all: readonly Parameter[],
  { schemas: { index } }: Located,
): boolean {
  if (parameter.style === 'deepObject') return name.startsWith(`${parameter.name}[`) && name.endsWith(']')
  if (!isExplodedObject(parameter, index)) return name === parameter.name
  const { properties, additionalProperties: others } = staticTypeOf(parameter.schema, index)
  if (properties.has(name)) return true
  const takesOthers = properties.size === 0 || (others !== undefined && others.value !== false)
  return takesOthers && !all.some((other) => other !== parameter && other.name === name)
}

/** OAS 3.1, Style Examples: `form` with `explode` sends each property of an object under its own name. */
function isExplodedObject({ style, explode, schema }: Parameter, index: Located['schemas']['index']): boolean {
  return style === 'form' && explode && staticTypeOf(schema, index).types.has('object')
}

/** Texts under each of the names that a parameter was sent under. */
type Sent = ReadonlyMap<string, readonly string[]>

function checkParameter(parameter: Parameter, sent: Sent, { schemas }: Located): Finding[] {
  const { name, place: rule, schema } = parameter
  const at = `query ${name}`
  if (sent.size === 0) {
    const missing = { at, rule, expected: 'the parameter', received: 'no such parameter' }
    return parameter.required ? [makeFinding('missing-parameter', missing)] : []
  }
  const options = { code: 'invalid-parameter', at, direction: 'request' } as const
  if (parameter.style === 'deepObject' || isExplodedObject(parameter, schemas.index)) {
    const broken = findUndecodable([...sent.values()].flat())
    if (broken) return [makeFinding(options.code, { at, rule, ...broken })]
    if (!schema) return []
    const value = readObject(parameter, sent, schemas.index)
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

function readObject({ name, style, schema }: Parameter, sent: Sent, index: SchemaIndex): Record<string, unknown> {
  const pairs = [...sent].map(([key, texts]): [string, string[]] => [
    style === 'deepObject' ? key.slice(name.length + 1, -1) : key,
    texts.map((text) => decodePercent(text) ?? text),
  ])
  const { properties } = staticTypeOf(schema, index)
  const typeOfValue = (key: string) => staticTypeOf(properties.get(key), index)
  const isList = ([key, texts]: [string, string[]]) => texts.length > 1 || typeOfValue(key).types.has('array')
  const single = pairs.filter((pair) => !isList(pair)).map(([key, texts]): [string, string] => [key, texts[0] ?? ''])
  // How a list stands in an object is not said (OAS 3.1, Style Values); clients repeat the name.
  const lists = pairs
    .filter(isList)
    .map(([key, texts]) => [key, texts.map((text) => toTyped(text, typeOfValue(key).items, index))])
  return { ...toObject(single, schema, index), ...Object.fromEntries(lists) }
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
    rule: operation.place,
    expected:
      known.length === 0
        ? 'no query parameters'
        : `one of ${known.length > 20 ? countOf(known.length, 'parameter') : known.join(', ')}`,
    received: `parameter ${JSON.stringify(shorten(name))}`,
  })
}
