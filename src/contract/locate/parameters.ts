import type { Operation, Parameter, ParameterLocation, SchemaIndex } from '../../openapi/index.js'
import { type SchemaEngine, staticTypeOf } from '../../schema/index.js'
import { readCookies } from '../../text/header-values.js'
import { decodeIfPossible, readPairs } from '../../text/percent-encoding.js'
import type { Decoded } from '../bodies/decoded.js'
import { type DecodeOptions, decodeSerialized, findUndecodable } from '../bodies/serialized-value.js'
import { decodeSpread, isNameOf, isSpread } from '../bodies/spread-object.js'
import { findHeaders, hasRequestHeaders, type Interaction } from '../interaction/interaction.js'
import type { LocatedParameters, LocatedValue } from './located.js'
import { locateQueryString } from './query-string.js'

export interface ParameterSource {
  readonly url: URL
  /** Values by name, percent-encoded as in the URL. */
  readonly pathParameters: ReadonlyMap<string, string>
  readonly request: Interaction['request']
  readonly schemas: SchemaEngine
}

/** Finds and decodes the values that a request has for each parameter of an operation. */
export function locateParameters(operation: Operation, source: ParameterSource): LocatedParameters {
  const { pathParameters, request, schemas } = source
  const { headers } = request
  const known = parametersOf(operation, schemas.index)
  const hasHeaders = hasRequestHeaders(request)
  const { query, unknownQueryNames } = locateQuery(operation, known.query, source)
  return {
    path: known.path.map((each) => {
      const text = pathParameters.get(each.definition.name)
      return text === undefined ? each : locateValue(each, [text], schemas, 'percent')
    }),
    query,
    unknownQueryNames,
    headers: hasHeaders
      ? known.header.map((each) => locateValue(each, findHeaders(headers, each.definition.name), schemas, 'none'))
      : [],
    cookies: hasHeaders ? locatePairs(known.cookie, readCookies(findHeaders(headers, 'cookie')), schemas).located : [],
  }
}

/** The parameters of an operation, each without a value. */
interface OperationParameters {
  readonly path: readonly LocatedValue<Parameter>[]
  readonly query: PairParameters
  readonly header: readonly LocatedValue<Parameter>[]
  readonly cookie: PairParameters
}

/** Parameters that are sent as pairs of a name and a text. */
interface PairParameters {
  readonly parameters: readonly LocatedValue<Parameter>[]
  /** Names of the parameters that are sent under their own name. */
  readonly names: ReadonlySet<string>
  /** Names of API keys. */
  readonly credentials: readonly string[]
}

const knownParameters = new WeakMap<Operation, OperationParameters>()

/**
 * Returns the parameters of an operation by location. They are found only once, because traffic has many requests of one
 * operation.
 */
function parametersOf(operation: Operation, index: SchemaIndex): OperationParameters {
  const inLocation = (location: ParameterLocation) =>
    operation.parameters
      .filter((each) => each.in === location)
      .map((definition): LocatedValue<Parameter> => {
        const at = atParameter(definition)
        return { definition, at, texts: [], decoded: [], isSpread: isSpread(definition, index) }
      })
  const inPairs = (location: 'query' | 'cookie'): PairParameters => {
    const parameters = inLocation(location)
    const names = new Set(parameters.flatMap((each) => (each.isSpread ? [] : each.definition.name)))
    return { parameters, names, credentials: namesOfCredentials(operation, location) }
  }
  const found = knownParameters.get(operation) ?? {
    path: inLocation('path'),
    query: inPairs('query'),
    header: inLocation('header'),
    cookie: inPairs('cookie'),
  }
  knownParameters.set(operation, found)
  return found
}

type Encoding = NonNullable<DecodeOptions['encoding']>

function locateValue(
  absent: LocatedValue<Parameter>,
  texts: readonly string[],
  schemas: SchemaEngine,
  encoding: Encoding,
): LocatedValue<Parameter> {
  if (texts.length === 0) return absent
  const { definition, at } = absent
  const isAnyValue = definition.allowEmptyValue && texts.every((text) => text === '')
  // A browser sends the cookies of one name for several paths, and each is a value (RFC 6265, 5.4).
  const isEachValue = definition.in === 'cookie' && !staticTypeOf(definition.schema, schemas.index).types.has('array')
  const values = isAnyValue ? [] : isEachValue ? texts.map((text) => [text]) : [texts]
  const decoded = values.map((each) => decodeSerialized(definition, each, { schemas, direction: 'request', encoding }))
  return { definition, at, texts, decoded, isSpread: false }
}

function locateQuery(
  { queryString }: Operation,
  known: PairParameters,
  { url, schemas }: ParameterSource,
): Pick<LocatedParameters, 'query' | 'unknownQueryNames'> {
  const encoded = url.search.slice(1)
  if (queryString) {
    const query = locateQueryString(queryString, encoded, known.credentials, schemas)
    return { query: [query], unknownQueryNames: [] }
  }
  const sent = readPairs(encoded)
  const { located, namesOfObjects } = locatePairs(known, sent, schemas)
  const isKnown = (name: string) =>
    known.names.has(name) || known.credentials.includes(name) || namesOfObjects.has(name)
  return { query: located, unknownQueryNames: [...sent.keys()].filter((name) => !isKnown(name)) }
}

interface LocatedPairs {
  readonly located: readonly LocatedValue<Parameter>[]
  /** Names under which properties of objects were sent. */
  readonly namesOfObjects: ReadonlySet<string>
}

/** Finds parameters among pairs of names and texts, as in a query or in cookies. */
function locatePairs(
  known: PairParameters,
  sent: ReadonlyMap<string, readonly string[]>,
  schemas: SchemaEngine,
): LocatedPairs {
  const namesOfObjects = new Set<string>()
  const located = known.parameters.map((each) => {
    const { definition } = each
    if (!each.isSpread) return locateValue(each, sent.get(definition.name) ?? [], schemas, encodingOf(definition))
    const names = findNamesOfObject(definition, known, [...sent.keys()], schemas.index)
    for (const name of names) namesOfObjects.add(name)
    const pairs = names.map((name) => [name, sent.get(name) ?? []] as const)
    return locateSpread(each, pairs, schemas)
  })
  return { located, namesOfObjects }
}

/** Returns the names under which the properties of an object were sent as separate parameters. */
function findNamesOfObject(
  parameter: Parameter,
  { parameters, credentials }: PairParameters,
  sent: readonly string[],
  index: SchemaIndex,
): string[] {
  const isTaken = (name: string) =>
    credentials.includes(name) ||
    parameters.some(
      ({ definition, isSpread }) =>
        definition !== parameter && (definition.name === name || (isSpread && isNameOf(definition, name, index))),
    )
  return sent.filter((name) => isNameOf(parameter, name, index, isTaken))
}

/**
 * Returns how values are encoded. OAS 3.1: the style `form` percent-encodes (RFC 6570), but cookies from elsewhere may not be
 * encoded. The style `cookie` of OAS 3.2 does not encode.
 */
function encodingOf({ in: location, style }: Parameter): Encoding {
  if (location !== 'cookie') return 'percent'
  return style === 'cookie' ? 'none' : 'maybe'
}

/** Locates an object whose properties were sent under their own names. */
function locateSpread(
  absent: LocatedValue<Parameter>,
  pairs: readonly (readonly [name: string, texts: readonly string[]])[],
  schemas: SchemaEngine,
): LocatedValue<Parameter> {
  if (pairs.length === 0) return absent
  const { definition, at } = absent
  const texts = pairs.flatMap(([, each]) => each)
  const encoding = encodingOf(definition)
  const undecodable = encoding === 'percent' ? findUndecodable(texts) : undefined
  const decode = (text: string) => (encoding === 'none' ? text : decodeIfPossible(text))
  const toValue = (): Decoded => ({
    value: decodeSpread(
      definition,
      pairs.map(([name, each]) => [name, each.map(decode)] as const),
      { schemas, direction: 'request' },
    ),
  })
  return { definition, at, texts, decoded: [undecodable ?? toValue()], isSpread: true }
}

function namesOfCredentials({ security }: Operation, location: 'query' | 'cookie'): string[] {
  return security.flatMap(({ schemes }) =>
    schemes.flatMap((scheme) => (scheme.type === 'apiKey' && scheme.in === location ? (scheme.parameter ?? []) : [])),
  )
}

function atParameter({ in: location, name }: Parameter): string {
  return `${location} ${location === 'header' ? name.toLowerCase() : name}`
}
