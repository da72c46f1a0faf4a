import createFetchClient, { createQuerySerializer, type Client as FetchClient, mergeHeaders } from 'openapi-fetch'
import { operationTable } from '../generated/operations.js'
import type { paths } from '../generated/types.js'
import { isNullBodyStatus } from '../text/http-status.js'
import { parseUrl } from '../text/url.js'
import { ConfigurationError } from './errors/configuration-error.js'
import type { ErrorDetails } from './errors/signalwire-error.js'
import { isOk, parseBody, toApiError } from './judge.js'
import { LightRequest, toLightResponse } from './light.js'
import { type ClientOptions, type LimitOptions, resolveLimits } from './options.js'
import type { Reply } from './transport/send.js'
import type { Exchange, Limits, Target, Transport } from './transport/transport.js'

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

/**
 * Creates the openapi-fetch client. Without a method every status from 400 to 599 is a value.
 *
 * @throws {ConfigurationError} for headers that cannot be sent.
 */
export function createApi({ base, userAgent, headers, limits, transport }: ApiOptions): Api {
  let toMethodResponse = toLightResponse
  const api = createFetchClient<paths>({
    baseUrl: base,
    headers: { accept: 'application/json', ...(userAgent ? { 'user-agent': userAgent } : {}), ...toHeaders(headers) },
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
        const toError = (reply: Reply) => toApiError(reply, url, call)
        const reply = await call.send(url, request.headers, resolveLimits(request, limits, call.details), toError)
        const { status } = reply
        // A `Response` cannot have a status above 599.
        if (!isOk(status) && (own || status < 400 || status > 599)) throw toError(reply)
        if (own) return toMethodResponse(reply)
        if (isOk(status)) parseBody(reply, 'json', call)
        return toRealResponse(reply)
      } catch (cause) {
        throw own ? cause : call.fail(cause)
      }
    },
  })
  // Middleware receives the path, too, but costs every call some time. The types of openapi-fetch cannot have the option.
  const withPath = (schemaPath: string, init: object | undefined) =>
    (init && 'call' in init ? init : { ...init, schemaPath }) as never
  const request: Api['request'] = (method, path, ...[init]) => api.request(method, path, withPath(path, init))
  const GET: Api['GET'] = (path, ...[init]) => api.GET(path, withPath(path, init))
  return {
    ...api,
    request,
    GET,
    use(...middleware) {
      toMethodResponse = toRealResponse // middleware may do anything with it
      api.use(...middleware)
    },
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

function toRealResponse({ status, headers, text }: Reply): Response {
  return new Response(isNullBodyStatus(status) ? null : text, { status, headers: [...headers] })
}
