import createFetchClient, {
  createQuerySerializer,
  defaultPathSerializer,
  type Client as FetchClient,
  mergeHeaders,
} from 'openapi-fetch'
import { operationTable } from '../generated/operations.js'
import type { paths } from '../generated/types.js'
import { isNullBodyStatus } from '../text/http-status.js'
import { parseUrl } from '../text/url.js'
import { ConfigurationError } from './errors/configuration-error.js'
import type { ErrorDetails } from './errors/signalwire-error.js'
import { isOk, parseBody, toApiError } from './judge.js'
import { LightRequest } from './light.js'
import { type ClientOptions, type LimitOptions, resolveLimits } from './options.js'
import type { Reply, ReplyHeaders } from './transport/send.js'
import type { Exchange, Limits, SentHeaders, Target, Transport } from './transport/transport.js'

/** The openapi-fetch client: paths, parameters and bodies have the types of the document. */
export type Api = FetchClient<paths>

/** Writes a query as openapi-fetch does. */
export const serializeQuery = createQuerySerializer()

/** What openapi-fetch passes on to `fetch` of the options of a call, because it does not know them. */
export interface CallInit extends LimitOptions {
  /** The call of a method, which judges the body itself. Absent if the caller uses `client.api`. */
  readonly call?: Exchange
  /** The path template that the caller of `client.api` gave. */
  readonly schemaPath?: string
}

/** What the openapi-fetch client is made of. */
export interface ApiOptions {
  /** Where paths begin: an origin, or a path of it. */
  readonly base: string
  /** Undefined where the platform sends its own. */
  readonly userAgent: string | undefined
  readonly headers?: ClientOptions['headers'] | null
  readonly limits: Limits
  readonly transport: Transport
}

/** What a method asks for. */
export interface MethodRequest extends LimitOptions {
  readonly params: { readonly path?: object | undefined; readonly query?: object | undefined }
  /** The query, if it is not that of `params`. */
  readonly query?: string | undefined
  readonly headers?: SentHeaders
  readonly signal: AbortSignal | null
}

/** A successful response: of the service, or of middleware. */
export type MethodReply = Pick<Reply, 'status' | 'text'> & { readonly headers: ReplyHeaders }

/** Sends the request of a method. @throws {ApiError} for a status other than 2xx. */
export type SendMethod = (call: Exchange, path: string, request: MethodRequest) => Promise<MethodReply>

/**
 * Creates the openapi-fetch client, and what sends the requests of methods: the same client as soon as it has middleware. Until then
 * they are sent without it, which halves the time that a call takes beside that of its request.
 *
 * In `api` every status from 400 to 599 is a value.
 *
 * @throws {ConfigurationError} for headers that cannot be sent.
 */
export function createApi({ base, userAgent, headers, limits, transport }: ApiOptions): { api: Api; send: SendMethod } {
  let hasMiddleware = false
  const common = {
    accept: 'application/json',
    ...(userAgent ? { 'user-agent': userAgent } : {}),
    ...toHeaders(headers),
  }
  const createToError = (url: string, call: Exchange) => (reply: Reply) => toApiError(reply, url, call)

  const api = createFetchClient<paths>({
    baseUrl: base,
    headers: common,
    Request: LightRequest as unknown as typeof Request, // see there
    async fetch(request: Request & CallInit) {
      const { signal, method, call: own, schemaPath } = request
      const call = own ?? transport(findTarget(schemaPath), signal)
      try {
        checkSignal(signal, call)
        if (method !== 'GET') throw new ConfigurationError('method: expected GET', call.details())
        const url = own ? request.url : parseUrl(request.url)?.href
        // A URL with credentials leads to another host than it seems to.
        if (!url || /^\w+:..[^/]*@/.test(url)) {
          throw new ConfigurationError('path: expected one that makes a URL', call.details())
        }
        const toError = createToError(url, call)
        const sent = Object.fromEntries(request.headers)
        const reply = await call.send(url, sent, resolveLimits(request, limits, call.details), toError)
        const { status } = reply
        // A `Response` cannot have a status above 599.
        if (!isOk(status) && (own || status < 400 || status > 599)) throw toError(reply)
        if (isOk(status) && !own) parseBody(reply, 'json', call)
        return toResponse(reply)
      } catch (cause) {
        throw own ? cause : call.fail(cause)
      }
    },
  })

  const sendDirectly: SendMethod = async (call, path, { params, query, headers, signal, ...given }) => {
    checkSignal(signal, call)
    const text = query ?? serializeQuery(params.query)
    const url = `${base}${defaultPathSerializer(path, { ...params.path })}${text && `?${text}`}`
    const toError = createToError(url, call)
    const sent = headers ? { ...common, ...headers } : common
    const reply = await call.send(url, sent, resolveLimits(given, limits, call.details), toError)
    if (!isOk(reply.status)) throw toError(reply)
    return reply
  }
  // The path is that of any operation.
  const get = api.GET as (
    path: string,
    init: object,
  ) => Promise<{ readonly data?: string; readonly error?: unknown; readonly response: Response }>
  const sendThroughMiddleware: SendMethod = async (call, path, { query, ...init }) => {
    const querySerializer = query !== undefined && { querySerializer: () => query }
    const { data = '', error, response } = await get(path, { ...init, ...querySerializer, call, parseAs: 'text' })
    const { ok, status, headers } = response
    if (ok) return { status, headers, text: data }
    // Only middleware gives a response with another status.
    throw toApiError({ status, headers, text: JSON.stringify(error) ?? '' }, base, call)
  }

  // Middleware receives the path, too, but costs every call some time. The types of openapi-fetch cannot have the option.
  const withPath = (schemaPath: string, init: object | undefined) => ({ ...init, schemaPath }) as never
  const request: Api['request'] = (method, path, ...[init]) => api.request(method, path, withPath(path, init))
  const GET: Api['GET'] = (path, ...[init]) => api.GET(path, withPath(path, init))
  return {
    api: {
      ...api,
      request,
      GET,
      use(...middleware) {
        hasMiddleware = true
        api.use(...middleware)
      },
    },
    send: (...args) => (hasMiddleware ? sendThroughMiddleware : sendDirectly)(...args),
  }
}

/** The headers of every request, without those whose value is undefined or null. In JavaScript they may be in any form. */
export function toHeaders(headers: ApiOptions['headers'], details?: () => ErrorDetails): Record<string, string> {
  try {
    const given = Symbol.iterator in Object(headers) ? new Headers(headers ?? {}) : headers
    return Object.fromEntries(mergeHeaders(given ?? {}))
  } catch {
    throw new ConfigurationError('headers: expected names and values that can be sent', details?.())
  }
}

/** In JavaScript a signal may be anything. */
function checkSignal(signal: AbortSignal | null | undefined, call: Exchange): void {
  if (signal && (!signal.addEventListener || typeof signal.aborted !== 'boolean')) {
    throw new ConfigurationError('signal: expected an AbortSignal', call.details())
  }
}

/** The operation with a path template. */
function findTarget(path: string | undefined): Target {
  const entry = Object.entries(operationTable).find(([, operation]) => operation.path === path)
  return { operationId: entry?.[0], path: entry && path }
}

function toResponse({ status, headers, text }: Reply): Response {
  return new Response(isNullBodyStatus(status) ? null : text, { status, headers: [...headers] })
}
