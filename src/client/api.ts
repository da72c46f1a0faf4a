import createFetchClient, { createQuerySerializer, type Client as FetchClient } from 'openapi-fetch'
import { callTable } from '../generated/operations.js'
import type { paths } from '../generated/types.js'
import { isNullBodyStatus } from '../text/http-status.js'
import { parseUrl } from '../text/url.js'
import { ConfigurationError } from './errors/configuration-error.js'
import { isOk, parseBody, toApiError } from './judge.js'
import { LightRequest, toLightResponse } from './light.js'
import { type LimitOptions, resolveLimits } from './options.js'
import type { Reply } from './transport/send.js'
import type { Limits, Target, Transport } from './transport/transport.js'

/** The openapi-fetch client: paths, parameters and bodies have the types of the document. */
export type Api = FetchClient<paths>

/** Writes a query as openapi-fetch does. */
export const serializeQuery = createQuerySerializer()

/** The one openapi-fetch client, and what the methods of this package need in addition. */
export interface ApiClient {
  readonly api: Api
  /** The response that openapi-fetch gets for a successful reply to a method. */
  toResponse(reply: Reply): Response
}

/** What the openapi-fetch client is made of. */
export interface ApiOptions {
  readonly origin: string
  readonly headers: Readonly<Record<string, string>>
  readonly limits: Limits
  readonly transport: Transport
}

/** Creates the openapi-fetch client. Its own `fetch` serves calls without a method, for which every status from 400 is a value. */
export function createApi({ origin, headers, limits, transport }: ApiOptions): ApiClient {
  const schemaPaths = new WeakMap<Request, string>()
  const api = createFetchClient<paths>({
    baseUrl: origin,
    headers,
    Request: LightRequest as unknown as typeof Request, // see there
    async fetch(request: Request & LimitOptions) {
      const { signal, method } = request
      const call = transport(findTarget(schemaPaths.get(request)), signal)
      try {
        if (method !== 'GET') throw new ConfigurationError('method: expected GET', call.details())
        const { href: url, username, password } = parseUrl(request.url) ?? { username: 'invalid' }
        if (!url || username || password) {
          throw new ConfigurationError('path: expected one that makes a URL', call.details())
        }
        const reply = await call.send(url, request.headers, resolveLimits(request, limits, call.details()))
        const { status } = reply
        if (isOk(status)) parseBody(reply, 'json', call)
        // A `Response` can have no other status.
        else if (status < 400 || status > 599) throw toApiError(reply, url, call)
        return toRealResponse(reply)
      } catch (cause) {
        throw call.fail(cause)
      }
    },
  })
  api.use({ onRequest: ({ request, schemaPath }) => void schemaPaths.set(request, schemaPath) })
  let toResponse = toLightResponse
  return {
    api: {
      ...api,
      use(...middleware) {
        toResponse = toRealResponse // middleware may do anything with it
        api.use(...middleware)
      },
    },
    toResponse: (reply) => toResponse(reply),
  }
}

/** The operation with a path template. */
function findTarget(path: string | undefined): Target {
  const entry = Object.entries(callTable).find(([, operation]) => operation.path === path)
  return { operationId: entry?.[0], path: entry && path }
}

function toRealResponse({ status, headers, text }: Reply): Response {
  return new Response(isNullBodyStatus(status) ? null : text, { status, headers: [...headers] })
}
