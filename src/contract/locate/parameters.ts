import type { Operation, Parameter, ParameterLocation } from '../../openapi/index.js'
import type { SchemaEngine } from '../../schema/index.js'
import { findCookies } from '../../text/header-values.js'
import { decodeIfPossible, readPairs } from '../../text/percent-encoding.js'
import type { Decoded } from '../bodies/decoded.js'
import { decodeSerialized, findUndecodable } from '../bodies/serialized-value.js'
import { decodeSpread, isNameOf, isSpread } from '../bodies/spread-object.js'
import { findHeaders } from '../interaction/headers.js'
import type { Interaction } from '../interaction/interaction.js'
import { hasRequestHeaders } from '../interaction/recorded.js'
import type { LocatedParameters, LocatedValue } from './located.js'

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
  const cookies = findHeaders(headers, 'cookie')
  return {
    path: parametersIn(operation, 'path').map((each) => {
      const text = pathParameters.get(each.name)
      return locateValue(each, text === undefined ? [] : [text], schemas, true)
    }),
    ...locateQuery(operation, source),
    headers: inHeaders('header').map((each) => locateValue(each, findHeaders(headers, each.name), schemas, false)),
    cookies: inHeaders('cookie').map((each) => locateValue(each, findCookies(cookies, each.name), schemas, false)),
  }
}

function parametersIn({ parameters }: Operation, location: ParameterLocation): Parameter[] {
  return parameters.filter((parameter) => parameter.in === location)
}

function locateValue(
  definition: Parameter,
  texts: readonly string[],
  schemas: SchemaEngine,
  isEncoded: boolean,
): LocatedValue<Parameter> {
  const isAnyValue = definition.allowEmptyValue && texts.every((text) => text === '')
  const decoded =
    texts.length === 0 || isAnyValue
      ? []
      : [decodeSerialized(definition, texts, schemas, { direction: 'request', isEncoded })]
  return { definition, at: atParameter(definition), texts, decoded, isSpread: false }
}

function locateQuery(
  operation: Operation,
  { url, schemas }: ParameterSource,
): Pick<LocatedParameters, 'query' | 'unknownQueryNames'> {
  const parameters = parametersIn(operation, 'query')
  const sent = readPairs(url.search.slice(1))
  const names = [...sent.keys()]
  const known = new Set(namesOfCredentials(operation))
  const query = parameters.map((parameter) => {
    const isSpreadObject = isSpread(parameter, schemas.index)
    const isTaken = (name: string) => parameters.some((other) => other !== parameter && other.name === name)
    const own = names.filter((name) =>
      isSpreadObject ? isNameOf(parameter, name, schemas.index, isTaken) : name === parameter.name,
    )
    for (const name of own) known.add(name)
    const pairs = own.map((name) => [name, sent.get(name) ?? []] as const)
    const texts = pairs.flatMap(([, each]) => each)
    return isSpreadObject ? locateSpread(parameter, pairs, schemas) : locateValue(parameter, texts, schemas, true)
  })
  return { query, unknownQueryNames: names.filter((name) => !known.has(name)) }
}

/** An object of which each property was sent under a name of its own. */
function locateSpread(
  definition: Parameter,
  pairs: readonly (readonly [name: string, texts: readonly string[]])[],
  schemas: SchemaEngine,
): LocatedValue<Parameter> {
  const texts = pairs.flatMap(([, each]) => each)
  const decode = (): Decoded =>
    findUndecodable(texts) ?? {
      value: decodeSpread(
        definition,
        pairs.map(([name, each]) => [name, each.map(decodeIfPossible)] as const),
        schemas.index,
      ),
    }
  const decoded = pairs.length === 0 ? [] : [decode()]
  return { definition, at: atParameter(definition), texts, decoded, isSpread: true }
}

function namesOfCredentials({ security }: Operation): string[] {
  return security.flatMap(({ schemes }) =>
    schemes.flatMap((scheme) => (scheme.type === 'apiKey' && scheme.in === 'query' ? (scheme.parameter ?? []) : [])),
  )
}

function atParameter({ in: location, name }: Parameter): string {
  return `${location} ${location === 'header' ? name.toLowerCase() : name}`
}
