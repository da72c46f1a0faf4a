import type { Operation, SecurityScheme } from '../../openapi/index.js'
import { findCookies } from '../../text/header-values.js'
import { findHeaders } from '../interaction/headers.js'
import type { Interaction } from '../interaction/interaction.js'
import { hasRequestHeaders } from '../interaction/recorded.js'
import type { LocatedRequirement } from './located.js'

type Request = Interaction['request']

/**
 * The credentials that a request lacks for each security requirement of an operation.
 *
 * A recording without any header of the request has dropped them: then only a key in the query can be missing.
 */
export function locateSecurity({ security }: Operation, url: URL, request: Request): LocatedRequirement[] {
  return security.map(({ schemes, node }) => ({
    name: schemes.map(({ name }) => name).join(' and '),
    node,
    missing: schemes.filter((scheme) => !mayBePresent(scheme, url, request)).map(atScheme),
  }))
}

function mayBePresent(scheme: SecurityScheme, url: URL, request: Request): boolean {
  const { headers } = request
  const name = scheme.parameter ?? ''
  if (scheme.type === 'apiKey' && scheme.in === 'query') return isPresent(url.searchParams.getAll(name), '')
  // A client certificate leaves no trace in HTTP.
  if (!hasRequestHeaders(request) || scheme.type === 'mutualTLS') return true
  if (scheme.type === 'apiKey' && scheme.in === 'header') return isPresent(findHeaders(headers, name), '')
  if (scheme.type === 'apiKey') return isPresent(findCookies(findHeaders(headers, 'cookie'), name), '')
  // RFC 6750, 2: OAuth and OpenID Connect send bearer tokens.
  return isPresent(findHeaders(headers, 'authorization'), `${scheme.type === 'http' ? scheme.scheme : 'bearer'} `)
}

/** Whether one of the values begins with `prefix`, in any case, and goes on after it. */
function isPresent(values: readonly string[], prefix: string): boolean {
  return values.some((value) => value.toLowerCase().startsWith(prefix) && value.slice(prefix.length).trim() !== '')
}

function atScheme(scheme: SecurityScheme): string {
  if (scheme.type !== 'apiKey') return 'header authorization'
  const name = scheme.parameter ?? ''
  return `${scheme.in} ${scheme.in === 'header' ? name.toLowerCase() : name}`
}
