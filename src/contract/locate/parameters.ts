import type { Operation, Parameter, ParameterLocation } from '../../openapi/index.js'
import type { SchemaEngine } from '../../schema/index.js'
import { readCookies } from '../../text/header-values.js'
import { decodeIfPossible, readPairs } from '../../text/percent-encoding.js'
import type { Decoded } from '../bodies/decoded.js'
import { type DecodeOptions, decodeSerialized, findUndecodable } from '../bodies/serialized-value.js'
import { decodeSpread, isNameOf, isSpread } from '../bodies/spread-object.js'
import { findHeaders } from '../interaction/headers.js'
import type { Interaction } from '../interaction/interaction.js'
import { hasRequestHeaders } from '../interaction/recorded.js'
import type { LocatedParameters, LocatedValue } from './located.js'
import { locateQueryString } from './query-string.js'

export interface ParameterSource {
  readonly url: URL
  /** By name, as in the URL: percent-encoded. */
  readonly pathParameters: ReadonlyMap<string, string>
  readonly request: Interaction['request']
  readonly schemas: SchemaEngine
}

/** Finds and decodes what a request has for each parameter of an operation. */
export function locateParameters(operation: Operation, source: ParameterSource): LocatedParameters {
  const { pathParameters, request, schemas } = source
  const { headers } = request
  const inHeaders = (location: ParameterLocation) =>
    hasRequestHeaders(request) ? parametersIn(operation, location) : []
  const cookies = readCookies(findHeaders(headers, 'cookie'))
  const { query, unknownQueryNames } = locateQuery(operation, source)
  return {
    path: parametersIn(operation, 'path').map((each) => {
      const text = pathParameters.get(each.name)
      return locateValue(each, text === undefined ? [] : [text], schemas, 'percent')
    }),
    query,
    unknownQueryNames,
    headers: inHeaders('header').map((each) => locateValue(each, findHeaders(headers, each.name), schemas, 'none')),
    cookies: locatePairs(inHeaders('cookie'), cookies, namesOfCredentials(operation, 'cookie'), schemas),
  }
}

function parametersIn({ parameters }: Operation, location: ParameterLocation): Parameter[] {
  return parameters.filter((parameter) => parameter.in === location)
}

type Encoding = NonNullable<DecodeOptions['encoding']>

function locateValue(
  definition: Parameter,
  texts: readonly string[],
  schemas: SchemaEngine,
  encoding: Encoding,
): LocatedValue<Parameter> {
  const isAnyValue = definition.allowEmptyValue && texts.every((text) => text === '')
  const decoded =
    texts.length === 0 || isAnyValue
      ? []
      : [decodeSerialized(definition, texts, { schemas, direction: 'request', encoding })]
  return { definition, at: atParameter(definition), texts, decoded, isSpread: false }
}

function locateQuery(
  operation: Operation,
  { url, schemas }: ParameterSource,
): Pick<LocatedParameters, 'query' | 'unknownQueryNames'> {
  const sent = readPairs(url.search.slice(1))
  const credentials = namesOfCredentials(operation, 'query')
  const { queryString } = operation
  if (queryString) {
    const query = locateQueryString(queryString, url.search.slice(1), credentials, schemas)
    return { query: [query], unknownQueryNames: [] }
  }
  const query = locatePairs(parametersIn(operation, 'query'), sent, credentials, schemas)
  const known = new Set([...credentials, ...query.flatMap(({ names }) => names)])
  return { query, unknownQueryNames: [...sent.keys()].filter((name) => !known.has(name)) }
}

/** Finds parameters among pairs of names and texts, as in a query or in cookies. */
function locatePairs(
  parameters: readonly Parameter[],
  sent: ReadonlyMap<string, readonly string[]>,
  credentials: readonly string[],
  schemas: SchemaEngine,
): (LocatedValue<Parameter> & { readonly names: readonly string[] })[] {
  return parameters.map((parameter) => {
    const isSpreadObject = isSpread(parameter, schemas.index)
    const isTaken = (name: string) =>
      credentials.includes(name) || parameters.some((other) => other !== parameter && other.name === name)
    const names = [...sent.keys()].filter((name) =>
      isSpreadObject ? isNameOf(parameter, name, schemas.index, isTaken) : name === parameter.name,
    )
    const pairs = names.map((name) => [name, sent.get(name) ?? []] as const)
    const texts = pairs.flatMap(([, each]) => each)
    const located = isSpreadObject
      ? locateSpread(parameter, pairs, schemas)
      : locateValue(parameter, texts, schemas, encodingOf(parameter))
    return { ...located, names }
  })
}

/** OAS 3.1: the style `form` encodes (RFC 6570). Cookies of other origin need no encoding, and `cookie` of OAS 3.2 has none. */
function encodingOf({ in: location, style }: Parameter): Encoding {
  if (location !== 'cookie') return 'percent'
  return style === 'cookie' ? 'none' : 'maybe'
}

/** An object of which each property was sent under a name of its own. */
function locateSpread(
  definition: Parameter,
  pairs: readonly (readonly [name: string, texts: readonly string[]])[],
  schemas: SchemaEngine,
): LocatedValue<Parameter> {
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
  const decoded = pairs.length === 0 ? [] : [undecodable ?? toValue()]
  return { definition, at: atParameter(definition), texts, decoded, isSpread: true }
}

function namesOfCredentials({ security }: Operation, location: 'query' | 'cookie'): string[] {
  return security.flatMap(({ schemes }) =>
    schemes.flatMap((scheme) => (scheme.type === 'apiKey' && scheme.in === location ? (scheme.parameter ?? []) : [])),
  )
}

function atParameter({ in: location, name }: Parameter): string {
  return `${location} ${location === 'header' ? name.toLowerCase() : name}`
}
