import { InvalidArgumentError } from 'commander'
import { findServerUrlProblem, parseUrl, serverUrl } from '../../text/url.js'
import { CliError } from '../exit.js'

/** A parameter with its value, or a security scheme with its environment variable. */
export type Pair = readonly [name: string, value: string]

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY']

/** Parses a list of methods and returns them in upper case. @throws {InvalidArgumentError} */
export function parseMethods(text: string): string[] {
  const names = text.split(',').map((name) => name.trim().toUpperCase())
  const unknown = names.find((name) => !methods.includes(name))
  if (unknown === undefined) return [...new Set(names)]
  throw new InvalidArgumentError(`Expected methods such as get,post, received ${JSON.stringify(unknown.slice(0, 20))}.`)
}

/**
 * Parses `name=value`, and returns the earlier pairs with this one.
 *
 * @throws {CliError} whose message leaves out the value, which may be private
 */
export function parsePair(text: string, before: readonly Pair[] = []): Pair[] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? []
  if (name !== undefined && value !== undefined) return [...before, [name, value]]
  throw new CliError('--param: expected name=value')
}

/**
 * Parses `scheme=VARIABLE`, and returns the earlier pairs with this one.
 *
 * @throws {CliError} whose message leaves out the text, which may be a credential
 */
export function parseAuth(text: string, before: readonly Pair[] = []): Pair[] {
  const [, name, variable] = /^([^=]+)=([A-Za-z_]\w*)$/.exec(text) ?? []
  if (name !== undefined && variable !== undefined) return [...before, [name, variable]]
  throw new CliError('--auth: expected SCHEME=VARIABLE with the name of an environment variable, never the credentials')
}

/** Parses the URL of a server. @throws {CliError} whose message leaves out the URL, which may hold credentials */
export function parseTarget(text: string): string {
  const problem = findServerUrlProblem(text)
  if (problem === undefined) return text
  throw new CliError(`--url: expected ${serverUrl}, received ${problem}`)
}

/** Parses a host, and returns the earlier hosts with this one. @throws {InvalidArgumentError} */
export function parseHost(text: string, before: readonly string[] = []): string[] {
  const url = parseUrl(`http://${text}`)
  if (url && url.hostname !== '' && /^[^/?#@]+$/.test(text)) return [...before, url.hostname]
  throw new InvalidArgumentError('Expected a host such as staging.example.com.')
}

/** Parses a number of requests per second. @throws {InvalidArgumentError} */
export function parseRate(text: string): number {
  const value = Number(text)
  if (/^\d+(\.\d+)?$/.test(text) && value > 0 && value <= 10_000) return value
  throw new InvalidArgumentError('Expected a number of requests per second, up to 10000.')
}

/** Parses a number of seconds. @throws {InvalidArgumentError} */
export function parseSeconds(text: string): number {
  const value = Number(text)
  if (/^\d+(\.\d+)?$/.test(text) && value > 0 && value <= 3600) return value
  throw new InvalidArgumentError('Expected a number of seconds, up to 3600.')
}

/** True if requests to the host of a URL do not leave this machine. */
export function isLoopback(url: string): boolean {
  const { hostname = '' } = parseUrl(url) ?? {}
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])\.?$/.test(hostname)
}
