import type { Operation, SecurityRequirement, SecurityScheme } from '../../openapi/index.js'
import type { Header } from '../interaction/interaction.js'

/** The value of a credential, by the name of its security scheme. */
export interface Credential {
  /** Name of the security scheme in the document. */
  readonly scheme: string
  /** For HTTP Basic `user:password`; for others the token or the key. */
  readonly secret: string
  /** What stands for the secret in a command line: `$TOKEN`. */
  readonly placeholder: string
}

/** What a request carries for its credentials. */
export interface Credentials {
  readonly headers: readonly Header[]
  /** Names and percent-encoded values. */
  readonly query: readonly (readonly [name: string, encoded: string])[]
}

/** The first requirement of an operation for which all credentials are given. */
export function findRequirement(
  { security }: Operation,
  credentials: ReadonlyMap<string, Credential>,
): SecurityRequirement | undefined {
  return security.find(({ schemes }) =>
    schemes.every(({ type, name }) => type === 'mutualTLS' || credentials.has(name)),
  )
}

/** What a request has to carry for an operation; nothing if the credentials of no requirement are given. */
export function credentialsFor(operation: Operation, given: ReadonlyMap<string, Credential>): Credentials {
  const schemes = findRequirement(operation, given)?.schemes ?? []
  const headers: Header[] = []
  const query: (readonly [string, string])[] = []
  const cookies: string[] = []
  for (const scheme of schemes) {
    const credential = given.get(scheme.name)
    if (!credential) continue
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
