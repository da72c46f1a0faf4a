import type { SecurityRequirement, SecurityScheme } from '../../openapi/index.js'
import { findCookies } from '../../text/cookies.js'
import { makeFinding } from '../findings/make-finding.js'
import { findHeaders } from '../interaction/headers.js'
import type { Located } from '../locate/located.js'
import type { Check } from './check.js'

/**
 * The request has the credentials of one of the operation's security requirements.
 *
 * Whether they are right is not for a document to say, and what a recording dropped is not missing: without any header,
 * only a key in the query can be.
 */
export const credentials: Check = (located) => {
  const requirements = located.operation.security
  const [first] = requirements
  if (!first || requirements.some(({ schemes }) => schemes.every((scheme) => mayBeGiven(scheme, located)))) return []
  const missing = first.schemes.find((scheme) => !mayBeGiven(scheme, located))
  return [
    makeFinding('missing-parameter', {
      at: missing ? placeOf(missing) : 'header authorization',
      rule: first.node,
      expected: `credentials for ${requirements.map(namesOf).join(' or ')}`,
      received: 'no such credentials',
    }),
  ]
}

function mayBeGiven(scheme: SecurityScheme, { url, interaction: { request } }: Located): boolean {
  const name = scheme.parameter ?? ''
  if (scheme.type === 'apiKey' && scheme.in === 'query') return isGiven(url.searchParams.getAll(name), '')
  // A client certificate leaves no trace in HTTP.
  if (request.headers.length === 0 || scheme.type === 'mutualTLS') return true
  if (scheme.type === 'apiKey' && scheme.in === 'header') return isGiven(findHeaders(request.headers, name), '')
  if (scheme.type !== 'apiKey') {
    const values = findHeaders(request.headers, 'authorization')
    return isGiven(values, `${scheme.type === 'http' ? scheme.scheme : 'bearer'} `)
  }
  return isGiven(findCookies(findHeaders(request.headers, 'cookie'), name), '')
}

/** Whether one of the values begins like this, in any case, and goes on. */
function isGiven(values: readonly string[], prefix: string): boolean {
  return values.some((value) => value.toLowerCase().startsWith(prefix) && value.slice(prefix.length).trim() !== '')
}

/** RFC 6750, 2: OAuth and OpenID Connect send bearer tokens. */
function placeOf(scheme: SecurityScheme): string {
  if (scheme.type !== 'apiKey') return 'header authorization'
  const name = scheme.parameter ?? ''
  return `${scheme.in} ${scheme.in === 'header' ? name.toLowerCase() : name}`
}

function namesOf({ schemes }: SecurityRequirement): string {
  return schemes.map(({ name }) => name).join(' and ')
}
