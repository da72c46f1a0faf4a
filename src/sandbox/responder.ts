import { challenge } from './auth.js'
import type { AnyReply, Handlers } from './handler.js'
import { readParameters } from './parameters.js'
import { badRequest, notFound, unauthorized, unprocessable } from './refusal.js'
import { findRoute, type Route } from './route.js'

/** A request, whether it came over HTTP or through `fetch`. */
export interface SandboxRequest {
  readonly method: string
  /** The absolute URL. */
  readonly url: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
}

/** A response before it is sent. */
export interface SandboxResponse {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/**
 * Creates the function that responds to requests. `respondToMedia` responds to requests for media files. For any other request it
 * checks the credentials, then the path, the method and the parameters, and then calls the handler of the operation.
 *
 * The sandbox's own choice: an id in the path that is not a UUID gets 400. Invalid query parameters get one 422 that lists all of
 * them. An unknown path gets 404, and a method other than GET and HEAD gets 405, both with an `error` like the other error
 * responses.
 */
export function createResponder(
  isAuthorized: (header: string | undefined) => boolean,
  handlers: Handlers,
  respondToMedia: (request: SandboxRequest) => SandboxResponse | undefined,
): (request: SandboxRequest) => SandboxResponse {
  return (request) => {
    const media = respondToMedia(request)
    if (media) return media
    const { method, url, headers } = request
    if (!isAuthorized(headers.authorization)) return toResponse(unauthorized, { 'www-authenticate': challenge })
    const { origin, pathname, searchParams } = new URL(url)
    const route = findRoute(pathname)
    if (!route) return toResponse(notFound)
    if (method !== 'GET' && method !== 'HEAD') {
      return toResponse({ status: 405, body: { error: 'Method Not Allowed' } }, { allow: 'GET, HEAD' })
    }
    return toResponse(handle(handlers, route, origin + pathname, searchParams))
  }
}

function handle(handlers: Handlers, route: Route, address: string, searchParams: URLSearchParams): AnyReply {
  const { path, query, issues } = readParameters(route.parameters, route.path, searchParams)
  if (issues.some((issue) => issue.in === 'path')) return badRequest
  if (issues.length > 0) {
    return unprocessable(issues.map(({ name, message }) => ({ attribute: name, code: 'invalid_parameter', message })))
  }
  // The values were read with the parameters of the same operation, but TypeScript cannot tell which of the union it is.
  const handler = handlers[route.operationId] as (request: object) => AnyReply
  return handler({ address, path, query })
}

/** Returns the response with a reply's body as JSON, as the service sends it. */
export function toResponse(
  reply: { status: number; body: unknown },
  headers: SandboxResponse['headers'] = {},
): SandboxResponse {
  const body = new TextEncoder().encode(JSON.stringify(reply.body))
  return {
    status: reply.status,
    headers: { 'content-type': jsonType, 'content-length': String(body.length), ...headers },
    body,
  }
}

/** Content type of the JSON that the service sends. */
export const jsonType = 'application/json; charset=utf-8'
