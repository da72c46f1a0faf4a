import type { Operation, SecurityRequirement, SecurityScheme } from '../../openapi/index.js'
import type { Header } from '../interaction/interaction.js'

/** A secret for one security scheme of the document. */
export interface Credential {
  /** Name of the security scheme in the document. */
  readonly scheme: string
  /** `user:password` for HTTP Basic; the token or the key for other schemes. */
  readonly secret: string
  /** The text that replaces the secret in a command line: `$TOKEN`. */
  readonly placeholder: string
}

/** The headers and query parameters that carry the credentials of a request. */
export interface Credentials {
  readonly headers: readonly Header[]
  /** Names and percent-encoded values of query parameters. */
  readonly query: readonly (readonly [name: string, encoded: string])[]
}

/** Finds the first security requirement of an operation for which all credentials are given. */
export function findRequirement(
  { security }: Operation,
  credentials: ReadonlyMap<string, Credential>,
): SecurityRequirement | undefined {
  return security.find(({ schemes }) =>
    schemes.every(({ type, name }) => type === 'mutualTLS' || credentials.has(name)),
  )
}

/** The credentials for a request to an operation; empty if no requirement has all of its credentials given. */
export function credentialsFor(operation: Operation, given: ReadonlyMap<string, Credential>): Credentials {
  const schemes = findRequirement(operation, given)?.schemes ?? []
  const headers: Header[] = []
  const query: (readonly [string, string])[] = []
  const cookies: string[] = []
  for (const scheme of schemes) {
    const credential = given.get(scheme.name)
    // The credentials of mutual TLS are a certificate.
    if (!credential || scheme.type === 'mutualTLS') continue
    const { secret } = credential
    const name = scheme.parameter ?? ''
    if (scheme.type !== 'apiKey') headers.push(['authorization', toAuthorization(scheme, secret)])
    else if (scheme.in === 'query') query.push([name, encodeURIComponent(secret)])
    else if (scheme.in === 'cookie') cookies.push(`${name}=${secret}`)
    else headers.push([name, secret])
  }
  return { headers: [...headers, ...(cookies.length > 0 ? [['cookie', cookies.join('; ')] as const] : [])], query }
}

function toAuthorization({ type, scheme }: SecurityScheme, secret: string): string {
  if (type === 'http' && scheme === 'basic') return `Basic ${Buffer.from(secret).toString('base64')}`
  // RFC 6750, 2: OAuth and OpenID Connect send bearer tokens.
  return `${type === 'http' && scheme !== undefined && scheme !== 'bearer' ? scheme : 'Bearer'} ${secret}`
}
