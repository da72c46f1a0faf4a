import { findNearest } from '../text/nearest.js'
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
  /** An https URL instead of a space, such as that of a proxy; http on loopback only. Wins over `space`. @default `SIGNALWIRE_BASE_URL` of the environment */
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
  /** The header `user-agent`. @default `signalwire-room-sessions/<version> node/<version>`; in browsers their own */
  userAgent?: string | undefined
  /** Allows a `baseUrl` of http beyond loopback, where everyone on the way can read the API token. @default false */
  allowInsecureHttp?: boolean | undefined
  /** Limit for the requests made at the same time. @default Infinity */
  maxConcurrency?: number | undefined
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
  /** The default of the header `user-agent`; undefined if it should not be set. */
  readonly userAgent: string | undefined
}

/** Options with every default filled in. Credentials have not been checked yet. */
export interface Settings extends ClientOptions {
  readonly origin: string
  /** Where paths begin: the origin, or a path of it. Without a slash at the end. */
  readonly base: string
  readonly userAgent: string | undefined
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
export function resolveOptions(options: ClientOptions, { env, isBrowser, userAgent }: Environment): Settings {
  refuseUnknown(options, clientOptions)
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
    const names = missing.map(([name]) => `SIGNALWIRE_${name}`).join(', ')
    throw new ConfigurationError(`missing: ${names}; set the environment variable, or pass the option to createClient`)
  }
  const { maxConcurrency = 1, allowInsecureHttp = false } = options
  if (maxConcurrency !== Infinity) requireNumber('maxConcurrency', maxConcurrency, 1)
  const base = baseUrl === undefined ? toSpaceOrigin(space as string) : toBase(baseUrl, allowInsecureHttp)
  return {
    userAgent,
    ...options,
    base,
    origin: new URL(base).origin,
    projectId: projectId as string,
    apiToken: apiToken as ApiToken, // none is missing
    limits: resolveLimits(options, defaults),
  }
}

/** The origin of a space: `example`, `example.signalwire.com`, that address as copied from a browser, or a loopback host with a port. */
function toSpaceOrigin(space: string): string {
  // As in the vendor's own SDKs: a server under test.
  const local = typeof space === 'string' && parseUrl(`http://${space.replace(/^http:\/\//, '')}`)
  if (local && /:\d+\/?$/.test(space) && safeBase.test(local.href)) return local.origin
  // `exec` makes text of anything, and `null` could be the name of a space.
  const name =
    typeof space === 'string' && /^(?:https:\/\/)?([a-z\d][a-z\d-]*)(?:\.signalwire\.com)?\/?$/i.exec(space)?.[1]
  if (name) return `https://${name.toLowerCase()}.signalwire.com`
  throw new ConfigurationError('space: expected "example" or "example.signalwire.com"')
}

// Loopback: RFC 6761, 6.3; RFC 1122, 3.2.1.3; RFC 4291, 2.5.3. In the form that the URL parser writes.
const safeBase = /^(https:\/\/[^/@]+|http:\/\/(([^/@]+\.)?localhost|127[\d.]+|\[::1])(:\d+)?)\/[^?#]*$/

/**
 * A base URL without a slash at its end. It must not have a query, a fragment or credentials. The error does not repeat the
 * URL, which may hold a password.
 */
function toBase(baseUrl: string | URL, allowInsecureHttp: boolean): string {
  const url = parseUrl(baseUrl)
  if (url && safeBase.test(allowInsecureHttp ? url.href.replace(/^http:/, 'https:') : url.href)) {
    return url.href.replace(/\/+$/, '')
  }
  throw new ConfigurationError('baseUrl: expected an https URL, or http on loopback, see allowInsecureHttp')
}

const limitOptions = ['timeoutMs', 'totalTimeoutMs', 'retry', 'maxResponseBytes']
const clientOptions = [
  ...limitOptions,
  ...['space', 'projectId', 'apiToken', 'baseUrl', 'fetch', 'agent', 'headers', 'userAgent', 'hooks'],
  ...['allowInsecureHttp', 'maxConcurrency', 'dangerouslyAllowBrowser'],
]
/** Names of the options of a call that reads one item. */
export const itemOptions = [...limitOptions, 'signal', 'headers']
/** Names of the options of a download. */
export const downloadOptions = [
  'timeoutMs',
  'retry',
  'signal',
  'withCredentials',
  'mediaTtl',
  'start',
  'validator',
  'onStart',
]
/** Names of the options of a call that reads a list. */
export const listOptions = [...itemOptions, 'cursor', 'prefetch', 'maxPages']
const retryOptions = ['maxRetries', 'baseDelayMs', 'maxDelayMs', 'maxRetryAfterMs', 'shouldRetry']

/** @throws {ConfigurationError} for an option that does not exist, with the one that may be meant. */
export function refuseUnknown(
  options: object | null | undefined,
  names: readonly string[],
  details?: () => ErrorDetails,
): void {
  for (const [name, value] of Object.entries(options ?? {})) {
    if (value === undefined || names.includes(name)) continue
    const nearest = findNearest(name, names)
    const hint = nearest ? `; did you mean ${nearest}?` : ''
    // Only what looks like a name is shown: anything else may be a secret.
    const shown = /^[a-z_]{1,40}$/i.test(name) ? ` ${name}` : ''
    throw new ConfigurationError(`unknown option${shown}${hint}`, details?.())
  }
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
  refuseUnknown(repeats || {}, retryOptions, details)
  const { shouldRetry: inherited, ...delays } = retry
  const { shouldRetry = inherited } = repeats || {}
  if (shouldRetry && typeof shouldRetry !== 'function')
    throw new ConfigurationError('shouldRetry: expected a function', details?.())
  return {
    ...toNumbers<Exclude<keyof Limits, 'retry'>>(given, limits, 1, details),
    retry: {
      ...(repeats ? toNumbers<keyof typeof delays>(repeats, delays, 0, details) : { ...delays, maxRetries: 0 }),
      shouldRetry,
    },
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
    if (!isOff) requireNumber(name, number, minimum, details)
    numbers[name] = isOff ? Infinity : (number as number) // it is one: nothing else was expected
  }
  return numbers
}

function requireNumber(name: string, value: unknown, minimum: 0 | 1, details?: () => ErrorDetails): void {
  const expected = findNumberMismatch(value, minimum, maximum)
  if (expected) throw new ConfigurationError(`${name}: expected ${expected}`, details?.())
}
