import type { ApiToken } from './auth.js'
import { findCredentialMistake } from './auth.js'
import { ConfigurationError } from './errors/configuration-error.js'
import type { Fetch } from './fetch.js'
import type { Hooks } from './hooks.js'
import { toOrigin, toSpaceOrigin } from './origin.js'
import type { RetryOptions } from './transport/backoff.js'

/** How long a call may take and how often it is tried: for a client, or for one call of it. */
export interface LimitOptions {
  /** Deadline of one attempt, headers and body, in milliseconds; `false` for none. @default 30_000 */
  timeoutMs?: number | false | undefined
  /**
   * Deadline of a call, all attempts and the waits between them, in milliseconds; `false` for none. When the
   * next wait would pass it, the call fails at once with the last error. @default 120_000
   */
  totalTimeoutMs?: number | false | undefined
  /** Repeats of attempts that failed for a passing reason; `false` for none. */
  retry?: RetryOptions | false | undefined
}

/** Options of a client. What is not given comes from the environment, then from the defaults. */
export interface ClientOptions extends LimitOptions {
  /** Name of the space, `example` or `example.signalwire.com`. @default `SIGNALWIRE_SPACE` of the environment */
  space?: string | undefined
  /** User of HTTP Basic, a UUID. @default `SIGNALWIRE_PROJECT_ID` of the environment */
  projectId?: string | undefined
  /** Password of HTTP Basic; a function is asked for it at every attempt. @default `SIGNALWIRE_API_TOKEN` of the environment */
  apiToken?: ApiToken | undefined
  /** An origin instead of a space: https, or http on loopback. Wins over `space`. @default `SIGNALWIRE_BASE_URL` of the environment */
  baseUrl?: string | URL | undefined
  /** Most bytes of a body, after decompression. @default 67_108_864 */
  maxResponseBytes?: number | undefined
  /** What sends the requests. @default `node:http` and `node:https` with kept-alive connections on Node, the platform's `fetch` elsewhere */
  fetch?: Fetch | undefined
  /** Headers added to every request. */
  headers?: Record<string, string> | undefined
  /** Functions told what happens. */
  hooks?: Hooks | undefined
  /** Allows a browser, where every visitor can read the API token. @default false */
  dangerouslyAllowBrowser?: boolean | undefined
}

/** What of the outside world decides over options. */
export interface Environment {
  /** An environment variable; undefined when it is not set. */
  env(name: string): string | undefined
  /** Whether this is a page of a browser or a worker of one. */
  readonly isBrowser: boolean
}

/** Limits with every default filled in; an absent deadline is infinite. */
export interface Limits {
  readonly timeoutMs: number
  readonly totalTimeoutMs: number
  readonly retry: Required<RetryOptions>
}

/** Options with every default filled in. */
export interface Settings {
  readonly origin: string
  readonly projectId: string
  readonly apiToken: ApiToken
  readonly limits: Limits
  readonly maxResponseBytes: number
  readonly fetch: Fetch | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly hooks: Hooks
}

const defaults = Object.freeze({
  timeoutMs: 30_000,
  totalTimeoutMs: 120_000,
  retry: Object.freeze({ maxRetries: 3, baseDelayMs: 250, maxDelayMs: 8_000, maxRetryAfterMs: 60_000 }),
  maxResponseBytes: 64 * 1024 * 1024,
})

/** A timer that is longer fires at once, on every platform. */
const maxInteger = 2 ** 31 - 1

/**
 * Fills in what was not given. An explicit option wins over the environment, `baseUrl` over `space`; an empty variable is none.
 *
 * @throws {ConfigurationError} for an option that is missing or cannot be used.
 */
export function resolveOptions(options: ClientOptions, environment: Environment): Settings {
  if (environment.isBrowser && options.dangerouslyAllowBrowser !== true) {
    throw new ConfigurationError(
      'in a browser every visitor can read apiToken; call from a server, or set dangerouslyAllowBrowser if you know what you do',
    )
  }
  const env = (name: string) => environment.env(`SIGNALWIRE_${name}`) || undefined
  const baseUrl = options.baseUrl ?? (options.space === undefined ? env('BASE_URL') : undefined)
  const space = options.space ?? env('SPACE')
  const projectId = options.projectId ?? env('PROJECT_ID')
  const apiToken = options.apiToken ?? env('API_TOKEN')
  if ((baseUrl ?? space) === undefined || projectId === undefined || apiToken === undefined) {
    const missing = {
      'space (or SIGNALWIRE_SPACE)': baseUrl ?? space,
      'projectId (or SIGNALWIRE_PROJECT_ID)': projectId,
      'apiToken (or SIGNALWIRE_API_TOKEN)': apiToken,
    }
    const names = Object.entries(missing).flatMap(([name, value]) => (value === undefined ? [name] : []))
    throw new ConfigurationError(`missing: ${names.join(', ')}`)
  }
  refuse('projectId', findCredentialMistake(projectId, true))
  if (typeof apiToken !== 'function') refuse('apiToken', findCredentialMistake(apiToken, false))
  return {
    origin: baseUrl === undefined ? toSpaceOrigin(space ?? '') : toOrigin(baseUrl),
    projectId,
    apiToken,
    limits: resolveLimits(options, defaults),
    maxResponseBytes: toNumber('maxResponseBytes', options.maxResponseBytes, defaults.maxResponseBytes, 1),
    fetch: options.fetch,
    headers: toHeaders(options.headers ?? {}),
    hooks: options.hooks ?? {},
  }
}

/**
 * Limits of a call: what is given, else what its client has.
 *
 * @throws {ConfigurationError} for a limit that is no number in its range.
 */
export function resolveLimits({ timeoutMs, totalTimeoutMs, retry }: LimitOptions, limits: Limits): Limits {
  if (timeoutMs === undefined && totalTimeoutMs === undefined && retry === undefined) return limits
  if (retry !== undefined && retry !== false && typeof retry !== 'object')
    refuse('retry', 'expected an object or false')
  const resolvedRetry = { ...limits.retry, ...(retry === false && { maxRetries: 0 }) }
  for (const [name, value] of Object.entries(retry || {})) {
    if (!Object.hasOwn(resolvedRetry, name)) refuse(`retry.${name}`, 'no such option')
    const key = name as keyof RetryOptions // it is one of its own
    resolvedRetry[key] = toNumber(`retry.${name}`, value, resolvedRetry[key], 0)
  }
  return {
    timeoutMs: toDeadline('timeoutMs', timeoutMs, limits.timeoutMs),
    totalTimeoutMs: toDeadline('totalTimeoutMs', totalTimeoutMs, limits.totalTimeoutMs),
    retry: resolvedRetry,
  }
}

function toDeadline(name: string, value: number | false | undefined, fallback: number): number {
  return value === false ? Number.POSITIVE_INFINITY : toNumber(name, value, fallback, 1)
}

function toNumber(name: string, value: unknown, fallback: number, minimum: number): number {
  if (value === undefined) return fallback
  if (Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maxInteger) return Number(value)
  throw new ConfigurationError(
    `${name}: expected a whole number from ${minimum} to ${maxInteger}, received ${String(value)}`,
  )
}

function toHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  for (const [name, value] of Object.entries(headers)) {
    try {
      new Headers([[name, value]])
    } catch {
      refuse('headers', `${JSON.stringify(name)} or its value cannot be sent`) // a value may be a secret
    }
  }
  return { ...headers }
}

function refuse(name: string, mistake: string | undefined): void {
  if (mistake !== undefined) throw new ConfigurationError(`${name}: ${mistake}`)
}
