/** What a request must prove to know. */
export interface Credentials {
  /** The space to name to a client. It is not looked at: a sandbox answers under every host. */
  readonly space: string
  /** User of HTTP Basic. */
  readonly projectId: string
  /** Password of HTTP Basic. */
  readonly apiToken: string
}

/** The value of `www-authenticate` that goes with a 401 (RFC 9110, 15.5.2). */
export const challenge = 'Basic realm="sandbox", charset="UTF-8"'

/**
 * A function that tells whether an `authorization` header holds these credentials.
 *
 * HTTP Basic (RFC 7617), in UTF-8. A user's token without the right scope is not imitated: nobody knows
 * what the service answers to it.
 */
export function createAuthorization({ projectId, apiToken }: Credentials): (header: string | null) => boolean {
  const bytes = new TextEncoder().encode(`${projectId}:${apiToken}`)
  const expected = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  // RFC 9110, 11.1 and 11.4: the scheme is case-insensitive, one or more spaces follow it.
  return (header) => /^basic +([^ ]+)$/i.exec(header ?? '')?.[1] === expected
}
