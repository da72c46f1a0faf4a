import { ConfigurationError } from './errors/configuration-error.js'

/**
 * The origin of a space: `example`, `example.signalwire.com` or that address as copied from a browser.
 *
 * @throws {ConfigurationError} for anything else.
 */
export function toSpaceOrigin(space: string): string {
  const name = /^(?:https:\/\/)?([a-z\d][a-z\d-]*(?:\.[a-z\d-]+)*?)(?:\.signalwire\.com)?\/?$/i.exec(space)?.[1]
  if (name === undefined || (name.includes('.') && !/\.signalwire\.com\/?$/i.test(space))) {
    throw new ConfigurationError('space: expected "example" or "example.signalwire.com"; for another host use baseUrl')
  }
  return `https://${name.toLowerCase()}.signalwire.com`
}

/**
 * The origin of a base URL, which is one already, written in any way.
 *
 * @throws {ConfigurationError} for plain http beyond loopback, and for a path, a query, a fragment or credentials.
 * What was received is not repeated, for it may hold a password.
 */
export function toOrigin(baseUrl: string | URL): string {
  const url = URL.canParse(String(baseUrl)) ? new URL(baseUrl) : undefined
  if (url === undefined)
    throw new ConfigurationError('baseUrl: expected an absolute URL such as "https://example.signalwire.com"')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new ConfigurationError('baseUrl: expected https, or http on loopback')
  }
  if (url.username || url.password || url.pathname !== '/' || url.search || url.hash) {
    throw new ConfigurationError('baseUrl: expected an origin, without credentials, path, query or fragment')
  }
  return url.origin
}

// RFC 6761, 6.3 and RFC 5735, 3.
const isLoopback = (hostname: string) => /^((.+\.)?localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
