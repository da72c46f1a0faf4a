import type { Operation, SecurityScheme } from '../../openapi/index.js'
import { findCookies } from '../../text/header-values.js'
import { findHeaders, hasRequestHeaders, type Interaction } from '../interaction/interaction.js'
import type { LocatedRequirement, MissingCredentials } from './located.js'

type Request = Interaction['request']

/**
 * Returns the security requirements of an operation, each with the credentials that the request lacks.
 *
 * If the recording has no headers of the request, they were left out, and only a key in the query can be missing.
 */
export function locateSecurity({ security }: Operation, url: URL, request: Request): LocatedRequirement[] {
  return security.map(({ schemes, node }) => ({
    name: schemes.map(({ name }) => name).join(' and '),
    node,
    missing: schemes.flatMap((scheme) => findMissing(scheme, url, request) ?? []),
  }))
}

function findMissing(scheme: SecurityScheme, url: URL, request: Request): MissingCredentials | undefined {
  const missing = { scheme, at: atScheme(scheme), isOfOtherScheme: false }
  const { headers } = request
  const name = scheme.parameter ?? ''
  const isSent = (values: readonly string[]) => values.some((value) => value.trim() !== '')
  if (scheme.type === 'apiKey' && scheme.in === 'query')
    return isSent(url.searchParams.getAll(name)) ? undefined : missing
  // A client certificate leaves no trace in HTTP.
  if (!hasRequestHeaders(request) || scheme.type === 'mutualTLS') return undefined
  if (scheme.type === 'apiKey') {
    const values =
      scheme.in === 'header' ? findHeaders(headers, name) : findCookies(findHeaders(headers, 'cookie'), name)
    return isSent(values) ? undefined : missing
  }
  // RFC 6750, 2: OAuth and OpenID Connect send bearer tokens.
  const wanted = scheme.type === 'http' ? scheme.scheme : 'bearer'
  const sent = findHeaders(headers, 'authorization').flatMap((value) => findAuthScheme(value) ?? [])
  return sent.includes(wanted ?? '') ? undefined : { ...missing, isOfOtherScheme: sent.length > 0 }
}

/**
 * Returns the authentication scheme of an `Authorization` header, in lower case (RFC 9110, 11.4); `undefined` for other text,
 * such as a placeholder for removed credentials.
 */
function findAuthScheme(value: string): string | undefined {
  const [, scheme, credentials = ''] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+) +(\S.*)$/.exec(value.trim()) ?? []
  return /^\S+$|=/.test(credentials) ? scheme?.toLowerCase() : undefined
}

function atScheme(scheme: SecurityScheme): string {
  if (scheme.type !== 'apiKey') return 'header authorization'
  const name = scheme.parameter ?? ''
  return `${scheme.in} ${scheme.in === 'header' ? name.toLowerCase() : name}`
}
