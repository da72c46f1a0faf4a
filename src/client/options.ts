import { suggestNearest } from '../text/nearest.js'
import { parseUrl } from '../text/url.js'
import type { ApiToken } from './auth.js'
import { ConfigurationError } from './errors/client-errors.js'
import type { ErrorDetails } from './errors/signalwire-error.js'
import { findNumberMismatch } from './parameters.js'
import type { RetryOptions } from './transport/backoff.js'
import type { Hooks } from './transport/hooks.js'
import type { AgentOption } from './transport/send.js'
import type { Fetch } from './transport/send-with-fetch.js'
import type { Limits } from './transport/transport.js'

/** Limits for a client or for one call: how long a call may take, and how often it is tried. */
export interface LimitOptions {
  /** Deadline for one attempt, from sending to the end of the body, in milliseconds; `false` for no deadline. @default 30_000 */
  timeoutMs?: number | false | undefined
  /**
   * Deadline for a call with all attempts and the delays between them, in milliseconds; `false` for no deadline. If the next
   * delay would pass it, the call fails at once with the last error.
   * @default 120_000
   */
  totalTimeoutMs?: number | false | undefined
  /** How attempts that failed for a temporary reason are repeated; `false` for never. */
  retry?: RetryOptions | false | undefined
  /** Limit for a body, in bytes after decompression. @default 67_108_864 */
  maxResponseBytes?: number | undefined
}

/** Options of a client. A missing option is taken from the environment, or else has its default. */
export interface ClientOptions extends LimitOptions {
  /** Name of the space, `example` or `example.signalwire.com`. @default `SIGNALWIRE_SPACE` of the environment */
  space?: string | undefined
  /** User of HTTP Basic, a UUID. @default `SIGNALWIRE_PROJECT_ID` of the environment */
  projectId?: string | undefined
  /** Password of HTTP Basic; a function is called at every attempt. @default `SIGNALWIRE_API_TOKEN` of the environment */
  apiToken?: ApiToken | undefined
  /**
   * The URL to send requests to instead of a space, such as the URL of a proxy. https, or http on loopback; any http with
   * `allowInsecureHttp`. Wins over `space`.
   * @default `SIGNALWIRE_BASE_URL` of the environment
   */
  baseUrl?: string | URL | undefined
  /**
   * A function that sends the requests; it is called like the standard `fetch`.
   * @default `node:http` and `node:https` with kept-alive connections on Node, the platform's `fetch` elsewhere
   */
  fetch?: Fetch | undefined
  /**
   * An agent of `node:http` or `node:https`, only on Node: for a proxy, your own CA, or a client certificate.
   * @default one that all clients share, with the options of Node's global agent
   */
  agent?: AgentOption | undefined
  /** Headers added to every request. */
  headers?: Record<string, string> | undefined
  /** The header `user-agent`. @default `signalwire-room-sessions/<version> node/<version>`; in a browser, the browser's own */
  userAgent?: string | undefined
  /**
   * Allows a `baseUrl` of http beyond loopback. Everyone between the client and the server can then read the API token.
   * @default false
   */
  allowInsecureHttp?: boolean | undefined
  /** How many requests the client makes at the same time. @default Infinity */
  maxConcurrency?: number | undefined
  /** Functions that are called for each request, response, retry and failure. */
  hooks?: Hooks | undefined
  /** Allows the client in a browser. Every visitor of the page can then read the API token. @default false */
  dangerouslyAllowBrowser?: boolean | undefined
}

/** What options take from the platform. */
export interface Environment {
  /** An environment variable; undefined if it is not set. */
  env(name: string): string | undefined
  /** True in a browser: in a page or in a worker of a page. */
  readonly isBrowser: boolean
  /** The default of the header `user-agent`; undefined if it should not be set. */
  readonly userAgent: string | undefined
}

/** Options with every default filled in. Credentials have not been checked yet. */
export interface Settings extends ClientOptions {
  readonly origin: string
  /** The URL that paths are appended to: the origin, perhaps with a path. Has no slash at the end. */
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
 * Fills in missing options from the environment and the defaults. An option that was given wins over the environment, and
 * `baseUrl` over `space`; an empty variable counts as unset.
 *
 * @throws {ConfigurationError} for an option that is missing or invalid.
 */
export function resolveOptions(options: ClientOptions, { env, isBrowser, userAgent }: Environment): Settings {
  checkOptions(options, clientOptions)
  if (isBrowser && !options.dangerouslyAllowBrowser) {
    throw new ConfigurationError('apiToken: every visitor of the page could read it, see dangerouslyAllowBrowser')
  }
  // The hooks may be methods of an object that also has other properties. They are not read, because a property may be computed.
  const hooks = Object.keys(options.hooks ?? {}).filter((name) => /^on[A-Z]/.test(name))
  checkOptions(Object.fromEntries(hooks.map((name) => [name, true])), hookNames)
  if (options.fetch && options.agent) throw new ConfigurationError('agent: cannot be used with fetch')
  const variable = (name: string) => env(`SIGNALWIRE_${name}`) || undefined
  const { space = variable('SPACE'), projectId = variable('PROJECT_ID'), apiToken = variable('API_TOKEN') } = options
  const baseUrl = options.baseUrl ?? (options.space === undefined ? variable('BASE_URL') : undefined)
  const found = { SPACE: baseUrl ?? space, PROJECT_ID: projectId, API_TOKEN: apiToken }
  const missing = Object.entries(found).filter(([, value]) => value === undefined)
  if (missing.length > 0) {
    const names = missing.map(([name]) => `SIGNALWIRE_${name}`).join(', ')
    throw new ConfigurationError(`missing: ${names}; set the environment variable, or pass the option to createClient`)
  }
  const base = baseUrl === undefined ? toSpaceOrigin(space as string) : toBase(baseUrl, options.allowInsecureHttp)
  return {
    userAgent,
    ...options,
    base,
    origin: new URL(base).origin,
    projectId: projectId as string,
    apiToken: apiToken as ApiToken, // checked above: no credential is missing
    limits: resolveLimits(options, defaults),
  }
}

/**
 * Returns the origin of a space. Accepts `example`, `example.signalwire.com`, that address as copied from a browser, or a
 * loopback host with a port.
 */
function toSpaceOrigin(space: string): string {
  // The vendor's own SDKs accept this, too, for a server under test.
  const local = typeof space === 'string' && parseUrl(`http://${space.replace(/^http:\/\//, '')}`)
  if (local && /:\d+\/?$/.test(space) && safeBase.test(local.href)) return local.origin
  // `exec` converts anything to text, so that `null` would become a space of this name.
  const name =
    typeof space === 'string' && /^(?:https:\/\/)?([a-z\d][a-z\d-]*)(?:\.signalwire\.com)?\/?$/i.exec(space)?.[1]
  if (name) return `https://${name.toLowerCase()}.signalwire.com`
  throw new ConfigurationError('space: expected "example" or "example.signalwire.com"')
}

// Loopback: RFC 6761, 6.3; RFC 1122, 3.2.1.3; RFC 4291, 2.5.3. In the form that the URL parser writes.
const safeBase = /^(https:\/\/[^/@]+|http:\/\/(([^/@]+\.)?localhost|127[\d.]+|\[::1])(:\d+)?)\/[^?#]*$/

/**
 * Returns a base URL without a slash at its end. It must not have a query, a fragment or credentials. The error does not repeat
 * the URL, which may contain a password.
 */
function toBase(baseUrl: string | URL, allowInsecureHttp: boolean | undefined): string {
  const url = parseUrl(baseUrl)
  if (url && safeBase.test(allowInsecureHttp ? url.href.replace(/^http:/, 'https:') : url.href)) {
    return url.href.replace(/\/+$/, '')
  }
  throw new ConfigurationError(
    'baseUrl: expected an https URL without user, query and fragment, or http on loopback, see allowInsecureHttp',
  )
}

/** Says what is expected instead of a value; undefined if the value is valid. */
export type Check = (value: unknown) => string | undefined

/** The length of the longest string in V8. (A timer of 2³¹ ms or more fires at once, on every platform.) */
const maximum = 2 ** 29 - 24

/** Accepts any value. */
export const anything: Check = () => undefined
const delay: Check = (value) => findNumberMismatch(value, 0, maximum)
const positive: Check = (value) => findNumberMismatch(value, 1, maximum)
const deadline: Check = (value) => (value === false ? undefined : positive(value))
const concurrency: Check = (value) => (value === Infinity ? undefined : positive(value))
const aBoolean: Check = (value) => (!value || value === true ? undefined : 'true or false')
const aFunction: Check = (value) => (!value || typeof value === 'function' ? undefined : 'a function')
const signal: Check = (value) => {
  const { addEventListener, aborted } = Object(value) as Partial<AbortSignal> // JavaScript callers may pass anything
  return !value || (addEventListener && typeof aborted === 'boolean') ? undefined : 'an AbortSignal'
}
const anObject: Check = (value) => (!value || typeof value === 'object' ? undefined : 'an object')
const repeats: Check = (value) => anObject(value) && 'an object or false'
/** The value of a header has no line breaks, and nothing beyond Latin-1 (Fetch Standard, 2.2.2). */
const headerValue: Check = (value) =>
  /[^\t -~\xa0-\xff]/.test(String(value ?? '')) ? 'text that can be sent' : undefined

/** The options that a caller may give, by name. */
export type KnownOptions = Readonly<Record<string, Check>>

const limitOptions = { timeoutMs: deadline, totalTimeoutMs: deadline, maxResponseBytes: positive, retry: repeats }
const retryOptions: { readonly [Name in keyof RetryOptions]-?: Check } = {
  maxRetries: delay,
  baseDelayMs: delay,
  maxDelayMs: delay,
  maxRetryAfterMs: delay,
  shouldRetry: aFunction,
}
const clientOptions: { readonly [Name in keyof ClientOptions]-?: Check } = {
  ...limitOptions,
  space: anything,
  projectId: anything,
  apiToken: anything,
  baseUrl: anything,
  fetch: aFunction,
  agent: anything,
  headers: anything,
  userAgent: headerValue,
  allowInsecureHttp: aBoolean,
  maxConcurrency: concurrency,
  hooks: anObject,
  dangerouslyAllowBrowser: aBoolean,
}
const hookNames: { readonly [Name in keyof Hooks]-?: Check } = {
  onRequest: anything,
  onResponse: anything,
  onRetry: anything,
  onError: anything,
}
/** The options of a call that reads one item. */
export const itemOptions = { ...limitOptions, signal, headers: anything }
/** The options of a call that reads a list. */
export const listOptions = { ...itemOptions, cursor: anything, prefetch: aBoolean, maxPages: anything }

/** @throws {ConfigurationError} for an option that does not exist, with the name that is probably meant, or is not valid. */
export function checkOptions(options: object | null | undefined, known: KnownOptions, details?: ErrorDetails): void {
  if (anObject(options)) throw new ConfigurationError('options: expected an object', details)
  for (const [name, value] of Object.entries(options ?? {})) {
    if (value === undefined) continue
    const check = Object.hasOwn(known, name) ? known[name] : undefined
    const expected = check?.(value)
    if (expected) throw new ConfigurationError(`${name}: expected ${expected}`, details)
    if (check) continue
    // Shows only what looks like a name: anything else may be a secret.
    const shown = /^[a-z_]{1,40}$/i.test(name) ? ` ${name}` : ''
    throw new ConfigurationError(`unknown option${shown}${suggestNearest(name, Object.keys(known))}`, details)
  }
}

/**
 * Returns the limits of a call: those that were given, otherwise those in `fallback`, which are its client's.
 *
 * @throws {ConfigurationError} for a limit that is not a number in its range.
 */
export function resolveLimits(given: LimitOptions, fallback: Limits, details?: ErrorDetails): Limits {
  if (!Object.keys(fallback).some((name) => name in given)) return fallback // most calls give no limits
  const { timeoutMs, totalTimeoutMs, maxResponseBytes, retry } = given
  checkOptions({ timeoutMs, totalTimeoutMs, maxResponseBytes, retry }, limitOptions, details)
  checkOptions(retry || {}, retryOptions, details)
  const retries = Object.entries(retry === false ? { maxRetries: 0 } : (retry ?? {}))
  return {
    timeoutMs: (timeoutMs === false ? Infinity : timeoutMs) ?? fallback.timeoutMs,
    totalTimeoutMs: (totalTimeoutMs === false ? Infinity : totalTimeoutMs) ?? fallback.totalTimeoutMs,
    maxResponseBytes: maxResponseBytes ?? fallback.maxResponseBytes,
    retry: { ...fallback.retry, ...Object.fromEntries(retries.filter(([, value]) => value !== undefined)) },
  }
}
