/** The credentials that requests to a sandbox need. */
export interface Credentials {
  /** Name of the space, for the options of a client. Any name works: a sandbox responds to requests for every host. */
  readonly space: string
  /** User of HTTP Basic. */
  readonly projectId: string
  /** Password of HTTP Basic. */
  readonly apiToken: string
}

/** Value of the `www-authenticate` header of a 401 (RFC 9110, 15.5.2). */
export const challenge = 'Basic realm="sandbox", charset="UTF-8"'

/**
 * Creates a function that returns true if an `authorization` header has these credentials.
 *
 * The scheme is HTTP Basic (RFC 7617) in UTF-8. A token without the required scope is not simulated, because it is not known how
 * the service responds to one.
 */
export function createAuthorization({ projectId, apiToken }: Credentials): (header: string | undefined) => boolean {
  const bytes = new TextEncoder().encode(`${projectId}:${apiToken}`)
  const expected = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  // RFC 9110, 11.1 and 11.4: the scheme is case-insensitive, one or more spaces follow it.
  return (header) => /^basic +([^ ]+)$/i.exec(header ?? '')?.[1] === expected
}
