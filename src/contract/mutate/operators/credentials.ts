import { nodeAddress, type SecurityScheme } from '../../../openapi/index.js'
import type { Header, Interaction } from '../../interaction/interaction.js'
import type { Located } from '../../locate/located.js'
import { addToQuery, withHeader, withQuery, withRequest } from '../edit.js'
import { type Mutation, mutation, type Rule } from './mutation.js'

/** Returns the request headers, or made-up credentials if the recording has no headers: most recordings leave them out. */
export function withCredentials(interaction: Interaction, schemes: readonly SecurityScheme[]): readonly Header[] {
  if (interaction.request.headers.length > 0) return interaction.request.headers
  const bare = withRequest(interaction, { headers: [['accept', '*/*']] })
  return schemes.reduce((each, scheme) => withCredential(each, scheme, toValue(scheme, 'bm9uZQ==')), bare).request
    .headers
}

/**
 * Yields mutations of a request's credentials. The credentials of alternative requirements are removed, so that the request meets
 * no requirement.
 */
export function* mutateCredentials({ operation, interaction }: Located): Generator<Mutation> {
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
  // The check treats a request without headers as one whose headers were not recorded, so it gets an `accept` header.
  const start = withRequest(bare, { headers: withHeader(bare.request.headers, 'accept', ['*/*']) })
  const rest = isMetBy(others)
    ? start
    : others.reduce((each, other) => withCredential(each, other, toValue(other, 'none')), start)
  const rule: Rule = { operation, subject: 'request', node: first.node, keyword: 'credentials' }
  const removed = (operator: string, changed: Interaction): Mutation => ({
    ...{ rule, operator, interactions: () => [changed] },
    expects: [{ code: 'not-checked', at: placeOf(scheme), rule: nodeAddress(scheme.node) }],
  })
  yield removed('no credentials', rest)
  yield removed('empty credentials', withCredential(rest, scheme, toValue(scheme, '')))
  if (scheme.type !== 'apiKey') {
    const changed = withCredential(rest, scheme, 'Unknown bm9uZQ==')
    yield mutation(rule, 'missing-parameter', placeOf(scheme), 'credentials of another scheme', changed)
  }
}

function without(interaction: Interaction, scheme: SecurityScheme): Interaction {
  const { in: location, parameter = '' } = scheme
  if (location === 'query') return withQuery(interaction, parameter, [])
  return withRequest(interaction, { headers: withHeader(interaction.request.headers, nameOf(scheme), []) })
}

function withCredential(interaction: Interaction, scheme: SecurityScheme, value: string): Interaction {
  const { type, in: location, parameter = '' } = scheme
  if (type === 'mutualTLS') return interaction
  if (location === 'query') return addToQuery(interaction, parameter, value)
  const header: Header = [nameOf(scheme), location === 'cookie' ? `${parameter}=${value}` : value]
  return withRequest(interaction, { headers: [...interaction.request.headers, header] })
}

/** Returns the name of the header with a scheme's credentials. */
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
