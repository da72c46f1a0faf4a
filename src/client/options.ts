import { parseUrl } from '../text/url.js'
import type { ApiToken } from './auth.js'
import { ConfigurationError } from './errors/configuration-error.js'
import type { ErrorDetails } from './errors/signalwire-error.js'
import { findNumberMismatch } from './parameters.js'
import type { RetryOptions } from './transport/backoff.js'
import type { Hooks } from './transport/hooks.js'
import type { AgentOption } from './transport/send.js'
import type { Fetch } from './transport/send-with-fetch.js'
import type { Limits } from './transport/transport.js'

/** How long a call may take and how often it is tried: for a client, or for one call. */
export interface LimitOptions {
  /** Deadline of one attempt, headers and body, in milliseconds; `false` for none. @default 30_000 */
  timeoutMs?: number | false | undefined
  /**
   * Deadline of a call, all attempts and the delays between them, in milliseconds; `false` for none. If the next delay would
   * pass it, the call fails at once with the last error. @default 120_000
   */
  totalTimeoutMs?: number | false | undefined
  /** Repeats of attempts that failed for a temporary reason; `false` for none. */
  retry?: RetryOptions | false | undefined
  /** Limit for a body, in bytes after decompression. @default 67_108_864 */
  maxResponseBytes?: number | undefined
}

/** Options of a client. Others come from the environment, then from the defaults. */
export interface ClientOptions extends LimitOptions {
  /** Name of the space, `example` or `example.signalwire.com`. @default `SIGNALWIRE_SPACE` of the environment */
  space?: string | undefined
  /** User of HTTP Basic, a UUID. @default `SIGNALWIRE_PROJECT_ID` of the environment */
  projectId?: string | undefined
  /** Password of HTTP Basic; a function is called at every attempt. @default `SIGNALWIRE_API_TOKEN` of the environment */
  apiToken?: ApiToken | undefined
  /** An origin instead of a space: https, or http on loopback. Wins over `space`. @default `SIGNALWIRE_BASE_URL` of the environment */
  baseUrl?: string | URL | undefined
  /** What sends the requests, called like the standard `fetch`. @default `node:http` and `node:https` with kept-alive connections on Node, the platform's `fetch` elsewhere */
  fetch?: Fetch | undefined
  /**
   * An agent of `node:http` or `node:https`, on Node: for a proxy, an own CA, a client certificate.
   * @default one that all clients share, with the options of Node's global agent
   */
  agent?: AgentOption | undefined
  /** Headers added to every request. */
  headers?: Record<string, string> | undefined
  /** Functions that are called as things happen. */
  hooks?: Hooks | undefined
  /** Allows a browser, where every visitor can read the API token. @default false */
  dangerouslyAllowBrowser?: boolean | undefined
}

/** What options depend on in the outside world. */
export interface Environment {
  /** An environment variable; undefined if it is not set. */
  env(name: string): string | undefined
  /** Whether this is a page of a browser or a worker of one. */
  readonly isBrowser: boolean
}

/** Options with every default filled in. Credentials have not been checked yet. */
export interface Settings extends ClientOptions {
  readonly origin: string
  readonly projectId: string
  readonly apiToken: ApiToken
  readonly limits: Limits
}

const defaults: Limits = {
  timeoutMs: 30_000,
  totalTimeoutMs: 120_000,
  maxResponseBytes: 64 * 1024 * 1024,
  retry: { maxRetries: 3, baseDelayMs: 250, maxDelayMs: 8_000, maxRetryAfterMs: 60_000 },
}

/**
 * Fills in defaults. An explicit option wins over the environment, `baseUrl` over `space`; an empty variable counts as unset.
 *
 * @throws {ConfigurationError} for an option that is missing or invalid.
 */
export function resolveOptions(options: ClientOptions, { env, isBrowser }: Environment): Settings {
  if (isBrowser && !options.dangerouslyAllowBrowser) {
    throw new ConfigurationError('apiToken: no secret in a browser, see dangerouslyAllowBrowser')
  }
  const { fetch } = options
  if (fetch && typeof fetch !== 'function') throw new ConfigurationError('fetch: expected a function')
  if (fetch && options.agent) throw new ConfigurationError('agent: cannot be used with fetch')
  const variable = (name: string) => env(`SIGNALWIRE_${name}`) || undefined
  const { space = variable('SPACE'), projectId = variable('PROJECT_ID'), apiToken = variable('API_TOKEN') } = options
  const baseUrl = options.baseUrl ?? (options.space === undefined ? variable('BASE_URL') : undefined)
  const found = { SPACE: baseUrl ?? space, PROJECT_ID: projectId, API_TOKEN: apiToken }
  const missing = Object.entries(found).filter(([, value]) => value === undefined)
  if (missing.length > 0) {
    throw new ConfigurationError(`missing: ${missing.map(([name]) => `SIGNALWIRE_${name}`).join(', ')}`)
  }
  return {
    ...options,
    origin: baseUrl === undefined ? toSpaceOrigin(space as string) : toOrigin(baseUrl),
    projectId: projectId as string,
    apiToken: apiToken as ApiToken, // none is missing
    limits: resolveLimits(options, defaults),
  }
}

/** The origin of a space: `example`, `example.signalwire.com` or that address as copied from a browser. */
function toSpaceOrigin(space: string): string {
  // `exec` makes text of anything, and `null` could be the name of a space.
  const name =
    typeof space === 'string' && /^(?:https:\/\/)?([a-z\d][a-z\d-]*)(?:\.signalwire\.com)?\/?$/i.exec(space)?.[1]
  if (name) return `https://${name.toLowerCase()}.signalwire.com`
  throw new ConfigurationError('space: expected "example" or "example.signalwire.com"')
}

// Loopback: RFC 6761, 6.3; RFC 1122, 3.2.1.3; RFC 4291, 2.5.3. In the form that the URL parser writes.
const safeOrigin = /^(https:\/\/[^/@]+|http:\/\/(([^/@]+\.)?localhost|127[\d.]+|\[::1])(:\d+)?)\/$/

/**
 * The origin of a base URL, which must not have a path, a query, a fragment or credentials. Plain http is allowed on loopback only.
 * The error does not repeat the URL, which may hold a password.
 */
function toOrigin(baseUrl: string | URL): string {
  const url = parseUrl(baseUrl)
  if (url && safeOrigin.test(url.href)) return url.origin
  throw new ConfigurationError('baseUrl: expected an https origin, or http on loopback')
}

/** The longest text of V8. (A timer of 2³¹ ms or more fires at once, on every platform.) */
const maximum = 2 ** 29 - 24

/**
 * Returns the limits of a call: those given, otherwise those of its client.
 *
 * @throws {ConfigurationError} for a limit that is not a number in its range.
 */
export function resolveLimits(given: LimitOptions, fallback: Limits, details?: () => ErrorDetails): Limits {
  if (!Object.keys(fallback).some((name) => name in given)) return fallback // most calls give none
  const { retry, ...limits } = fallback
  const { retry: repeats = {} } = given
  if (typeof (repeats || {}) !== 'object')
    throw new ConfigurationError('retry: expected an object or false', details?.())
  return {
    ...toNumbers<Exclude<keyof Limits, 'retry'>>(given, limits, 1, details),
    retry: repeats ? toNumbers(repeats, retry, 0, details) : { ...retry, maxRetries: 0 },
  }
}

/** Returns the numbers given, otherwise those of `fallback`; infinite for a limit that is turned off. */
function toNumbers<Name extends string>(
  given: { readonly [name in Name]?: unknown },
  fallback: Readonly<Record<Name, number>>,
  minimum: 0 | 1,
  details: (() => ErrorDetails) | undefined,
): Record<Name, number> {
  const numbers: Record<Name, number> = { ...fallback }
  for (const name in fallback) {
    const number: unknown = given[name]
    if (number === undefined) continue
    const isOff = minimum && number === false && name !== 'maxResponseBytes'
    const expected = isOff ? undefined : findNumberMismatch(number, minimum, maximum)
    if (expected) throw new ConfigurationError(`${name}: expected ${expected}`, details?.())
    numbers[name] = isOff ? Infinity : (number as number) // it is one: nothing else was expected
  }
  return numbers
}
