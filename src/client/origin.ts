import { ConfigurationError } from './errors/configuration-error.js'
import { parseUrl } from './parse-url.js'

/**
 * The origin of a space: `example`, `example.signalwire.com` or that address as copied from a browser.
 *
 * @throws {ConfigurationError} for anything else.
 */
export function toSpaceOrigin(space: string): string {
  const name = String(space).replace(/^https:\/\/|(\.signalwire\.com)?\/?$/gi, '')
  // RFC 1123, 2.1: one label of a host name.
  if (/^\w([\w-]*\w)?$/.test(name)) return `https://${name.toLowerCase()}.signalwire.com`
  throw new ConfigurationError('space: expected "example" or "example.signalwire.com"')
}

/**
 * The origin of a base URL, which is one already, written in any way.
 *
 * @throws {ConfigurationError} for plain http beyond loopback, and for a path, a query, a fragment or credentials.
 * What was received is not repeated, for it may hold a password.
 */
export function toOrigin(baseUrl: string | URL): string {
  const { origin, href, protocol, hostname } = parseUrl(baseUrl) ?? {}
  const isSafe = protocol === 'https:' || (protocol === 'http:' && loopback.test(String(hostname)))
  if (isSafe && href === `${origin}/`) return origin as string // as part of what was parsed
  throw new ConfigurationError('baseUrl: expected an https origin, or http on loopback')
}

// RFC 6761, 6.3; RFC 1122, 3.2.1.3; RFC 4291, 2.5.3.
const loopback = /^((.+\.)?localhost|127\.[\d.]+|\[::1\])$/
