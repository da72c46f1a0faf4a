import { parseUrl } from '../text/url.js'
import { ConfigurationError } from './errors/configuration-error.js'

/**
 * The origin of a space: `example`, `example.signalwire.com` or that address as copied from a browser.
 *
 * @throws {ConfigurationError} for anything else.
 */
export function toSpaceOrigin(space: string): string {
  // What is no text would be made one: null is a host, too.
  const name =
    typeof space === 'string' && /^(?:https:\/\/)?([a-z\d][a-z\d-]*)(?:\.signalwire\.com)?\/?$/i.exec(space)?.[1]
  if (name) return `https://${name.toLowerCase()}.signalwire.com`
  throw new ConfigurationError('space: expected "example" or "example.signalwire.com"')
}

// Loopback: RFC 6761, 6.3; RFC 1122, 3.2.1.3; RFC 4291, 2.5.3. As a URL is written once it has been parsed.
const safeOrigin = /^(https:\/\/[^/@]+|http:\/\/(([^/@]+\.)?localhost|127[\d.]+|\[::1])(:\d+)?)\/$/

/**
 * The origin of a base URL, which is one already, written in any way.
 *
 * @throws {ConfigurationError} for plain http beyond loopback, and for a path, a query, a fragment or credentials.
 * What was received is not repeated, for it may hold a password.
 */
export function toOrigin(baseUrl: string | URL): string {
  const url = parseUrl(baseUrl)
  if (url && safeOrigin.test(url.href)) return url.origin
  throw new ConfigurationError('baseUrl: expected an https origin, or http on loopback')
}
