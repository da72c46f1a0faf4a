import type { SecurityScheme } from '../../../openapi/index.js'
import type { Header, Interaction } from '../../interaction/interaction.js'
import type { Located } from '../../locate/located.js'
import { addToQuery, withHeader, withQuery, withRequest } from '../edit.js'
import { type Attempt, attempt, type Rule } from '../score/attempt.js'

/** Headers that let a request in: a recording has mostly dropped its own. The credentials are nobody's. */
export function withCredentials(interaction: Interaction, schemes: readonly SecurityScheme[]): readonly Header[] {
  if (interaction.request.headers.length > 0) return interaction.request.headers
  const bare = withRequest(interaction, { headers: [['accept', '*/*']] })
  return schemes.reduce((each, scheme) => give(each, scheme, toValue(scheme, 'bm9uZQ==')), bare).request.headers
}

/** Attempts on the credentials of a request: none of another requirement are left that would let it in. */
export function* breakCredentials({ operation, interaction }: Located): Generator<Attempt> {
  const { security } = operation
  const [first] = security
  const scheme = first?.schemes.find(({ type }) => type !== 'mutualTLS')
  if (!first || !scheme) return
  const others = first.schemes.filter((each) => each !== scheme)
  const isMetBy = (given: readonly SecurityScheme[]) =>
    security.some(({ schemes }) =>
      schemes.every(({ type, name }) => type === 'mutualTLS' || given.some((each) => each.name === name)),
    )
  if (isMetBy([])) return
  const bare = security.flatMap(({ schemes }) => schemes).reduce(without, interaction)
  // A request without any header would say nothing about headers.
  const start = withRequest(bare, { headers: withHeader(bare.request.headers, 'accept', ['*/*']) })
  const rest = isMetBy(others)
    ? start
    : others.reduce((each, other) => give(each, other, toValue(other, 'none')), start)
  const rule: Rule = { operation, subject: 'request', node: first.node, keyword: 'credentials' }
  const broken = (description: string, changed: Interaction) =>
    attempt(rule, 'missing-parameter', placeOf(scheme), description, changed)
  yield broken('no credentials', rest)
  yield broken('empty credentials', give(rest, scheme, toValue(scheme, '')))
  if (scheme.type !== 'apiKey') yield broken('credentials of another scheme', give(rest, scheme, 'Unknown bm9uZQ=='))
}

function without(interaction: Interaction, scheme: SecurityScheme): Interaction {
  const { in: location, parameter = '' } = scheme
  if (location === 'query') return withQuery(interaction, parameter, [])
  return withRequest(interaction, { headers: withHeader(interaction.request.headers, nameOf(scheme), []) })
}

function give(interaction: Interaction, scheme: SecurityScheme, value: string): Interaction {
  const { type, in: location, parameter = '' } = scheme
  if (type === 'mutualTLS') return interaction
  if (location === 'query') return addToQuery(interaction, parameter, value)
  const header: Header = [nameOf(scheme), location === 'cookie' ? `${parameter}=${value}` : value]
  return withRequest(interaction, { headers: [...interaction.request.headers, header] })
}

/** Name of the header that a scheme's credentials are sent in. */
function nameOf({ type, in: location, parameter = '' }: SecurityScheme): string {
  if (type !== 'apiKey') return 'authorization'
  return location === 'cookie' ? 'cookie' : parameter
}

function toValue({ type, scheme }: SecurityScheme, secret: string): string {
  return type === 'apiKey' ? secret : `${type === 'http' ? scheme : 'bearer'} ${secret}`
}

function placeOf(scheme: SecurityScheme): string {
  const { in: location = 'header', parameter = '' } = scheme
  return `${location} ${location === 'header' ? nameOf(scheme).toLowerCase() : parameter}`
}
