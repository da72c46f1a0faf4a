import createFetchClient, {
  createQuerySerializer,
  type Client as FetchClient,
  type HeadersOptions,
  mergeHeaders,
} from 'openapi-fetch'
import { operationTable } from '../generated/operations.js'
import type { paths } from '../generated/types.js'
import { isNullBodyStatus } from '../text/http-status.js'
import { parseUrl } from '../text/url.js'
import { ConfigurationError } from './errors/client-errors.js'
import type { ErrorDetails } from './errors/signalwire-error.js'
import { parseBody } from './judge.js'
import { LightRequest, toLightResponse } from './light-messages.js'
import { type ClientOptions, checkOptions, itemOptions, type LimitOptions, resolveLimits } from './options.js'
import type { Redactor } from './redact.js'
import type { Reply } from './transport/send.js'
import type { Exchange, Limits, SentHeaders, Target, Transport } from './transport/transport.js'

/** The openapi-fetch client, with the paths, parameters and bodies typed by the document. */
export type Api = FetchClient<paths>

/** Writes a query string as openapi-fetch does. */
export const serializeQuery = createQuerySerializer()

/** A call that a method of the client has prepared. The method also checks the body of the response itself. */
export interface PreparedCall {
  readonly exchange: Exchange
  readonly limits: Limits
  /** All headers except `authorization`, by lower-case name. */
  readonly headers: SentHeaders
}

/** Sends a GET for a method and returns the body as text. `error` is set only if middleware answered with an error status. */
export type Get = (
  path: string,
  params: { readonly path?: unknown; readonly query?: unknown },
  query: string | undefined,
  signal: AbortSignal | null,
  prepared: PreparedCall,
) => Promise<{ readonly data?: string; readonly error?: unknown; readonly response: Response }>

/** What `createApi` needs. */
export interface ApiOptions {
  /** The URL that paths are appended to: an origin, perhaps with a path. */
  readonly base: string
  /** Headers of every request. */
  readonly headers: SentHeaders
  readonly limits: Limits
  readonly transport: Transport
  readonly redact: Redactor['redact']
}

/** A request as openapi-fetch makes it, with the options of the call that openapi-fetch does not know. */
interface ApiRequest extends Request, LimitOptions {
  /** The call, if a method of the client makes it. Absent if the caller uses `client.api`. */
  readonly prepared?: PreparedCall
  /** The path template that the caller of `client.api` gave. */
  readonly schemaPath?: string
}

/**
 * Creates the openapi-fetch client, and the function through which methods use it. Through the client itself, a status from 400
 * to 599 is a value, not an error.
 */
export function createApi(options: ApiOptions): { api: Api; get: Get } {
  let hasMiddleware = false
  const client = createFetchClient<paths>({
    baseUrl: options.base,
    Request: LightRequest as unknown as typeof Request, // cheaper, see `LightRequest`
    fetch: (request: ApiRequest) =>
      request.prepared ? sendPrepared(request, request.prepared, hasMiddleware) : sendOther(request, options),
  })
  // Headers are added here, because openapi-fetch would create `Headers` for every call, even for methods, which do not need
  // them. The option `schemaPath` passes the path on, because middleware, which knows it, slows every call down. The types of
  // openapi-fetch do not have this option.
  const toInit = <Init extends { headers?: HeadersOptions } | undefined>(schemaPath: string, init: Init) =>
    ({ ...init, headers: mergeHeaders(options.headers, init?.headers), schemaPath }) as Init & object
  const request: Api['request'] = async (method, path, ...[init]) => client.request(method, path, toInit(path, init))
  const GET: Api['GET'] = async (path, ...[init]) => client.GET(path, toInit(path, init))
  const use: Api['use'] = (...middleware) => {
    hasMiddleware = true
    client.use(...middleware)
  }
  // The caller has already typed the path and the parameters by one operation.
  const untyped = client.GET as (path: string, init: object) => ReturnType<Get>
  const get: Get = (path, params, query, signal, prepared) =>
    untyped(path, {
      method: 'GET', // openapi-fetch would add it to a copy, which takes Node 20 a microsecond
      params,
      pathSerializer: fillIn,
      querySerializer: query === undefined ? undefined : () => query,
      signal,
      parseAs: 'text',
      headers: hasMiddleware ? prepared.headers : undefined,
      prepared,
    })
  return { api: { ...client, request, GET, use }, get }
}

/**
 * Writes the parameters of a path, which have been checked. openapi-fetch's own function, which knows every style of parameter,
 * takes a twelfth of the client's time for `get`.
 */
function fillIn(template: string, values: Readonly<Record<string, string>>): string {
  let path = template
  for (const [name, value] of Object.entries(values)) path = path.replace(`{${name}}`, encodeURIComponent(value))
  return path
}

/** Sends the call of a method. @throws the error of a status that is not 2xx. */
async function sendPrepared(
  request: Request,
  { exchange, limits, headers }: PreparedCall,
  hasMiddleware: boolean,
): Promise<Response> {
  const sent = hasMiddleware ? Object.fromEntries(request.headers) : headers
  const { reply, error } = await exchange.send(request.url, sent, limits)
  if (error) throw error
  // Middleware may use any member of the response.
  return hasMiddleware ? toRealResponse(reply) : toLightResponse(reply)
}

/** Checks and sends a call that was made through `client.api`. */
async function sendOther(request: ApiRequest, { transport, limits, redact }: ApiOptions): Promise<Response> {
  const exchange = transport(findTarget(request.schemaPath), request.signal)
  const { details } = exchange
  try {
    checkOptions({ signal: request.signal }, itemOptions, details())
    if (request.method !== 'GET') throw new ConfigurationError('method: expected GET', details())
    const url = parseUrl(request.url)?.href
    // In a URL such as `https://known.example@other.example`, the host is not the one that it seems to be.
    if (!url || /^\w+:..[^/]*@/.test(url)) {
      throw new ConfigurationError('path: expected a path that makes a valid URL', details())
    }
    const sent = Object.fromEntries(request.headers)
    const { reply, error } = await exchange.send(url, sent, resolveLimits(request, limits, details()))
    if (!error) parseBody(reply, 'json', redact, details)
    // A `Response` cannot have a status above 599.
    else if (reply.status < 400 || reply.status > 599) throw error
    return toRealResponse(reply)
  } catch (cause) {
    throw exchange.fail(cause)
  }
}

/**
 * Returns headers by lower-case name, without those whose value is undefined or null. Accepts anything, because JavaScript
 * callers may pass anything.
 * @throws {ConfigurationError} for names or values that cannot be sent, or that signal a body (RFC 9112, 6).
 */
export function toHeaders(headers: ClientOptions['headers'] | null, details?: ErrorDetails): Record<string, string> {
  let merged: Headers
  try {
    const given = Symbol.iterator in Object(headers) ? new Headers(headers ?? {}) : headers
    merged = mergeHeaders(given ?? {})
  } catch {
    throw new ConfigurationError('headers: expected names and values that can be sent', details)
  }
  for (const name of ['content-length', 'transfer-encoding'])
    if (merged.has(name)) throw new ConfigurationError(`headers: a GET has no body, so ${name} cannot be sent`, details)
  return Object.fromEntries(merged)
}

/** Returns the operation with this path template, for errors and hooks. */
function findTarget(path: string | undefined): Target {
  const entry = Object.entries(operationTable).find(([, operation]) => operation.path === path)
  return { operationId: entry?.[0], path: entry && path }
}

function toRealResponse({ status, headers, text }: Reply): Response {
  return new Response(isNullBodyStatus(status) ? null : text, { status, headers: [...headers] })
}
