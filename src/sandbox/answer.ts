import { type Credentials, challenge, createAuthorization } from './auth.js'
import type { AnyReply, Handlers } from './handler.js'
import { readParameters } from './parameters.js'
import { badRequest, notFound, unauthorized, unprocessable } from './refusal.js'
import { findRoute, type Route } from './route.js'

/** A request, whichever way it came. */
export interface Question {
  readonly method: string
  /** Absolute. */
  readonly url: string
  /** The header of that name. */
  readonly authorization: string | null
}

/** A response before it is sent. */
export interface Answer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/**
 * Answers requests: first the credentials are looked at, then path, method and parameters, then a handler.
 *
 * The sandbox's own choice: a path identifier that is no UUID gets 400, since all five operations declare it;
 * wrong query parameters get one 422 with all of them; a path that the document does not know gets 404
 * and another method than GET and HEAD 405, both with an `error` like the others.
 */
export function createAnswering(credentials: Credentials, handlers: Handlers): (question: Question) => Answer {
  const isAuthorized = createAuthorization(credentials)
  return ({ method, url, authorization }) => {
    if (!isAuthorized(authorization)) return toAnswer(unauthorized, { 'www-authenticate': challenge })
    const { origin, pathname, searchParams } = new URL(url)
    const route = findRoute(pathname)
    if (!route) return toAnswer(notFound)
    if (method !== 'GET' && method !== 'HEAD') {
      return toAnswer({ status: 405, body: { error: 'Method Not Allowed' } }, { allow: 'GET, HEAD' })
    }
    return toAnswer(handle(handlers, route, origin + pathname, searchParams))
  }
}

function handle(handlers: Handlers, route: Route, address: string, searchParams: URLSearchParams): AnyReply {
  const { path, query, issues } = readParameters(route.parameters, route.path, searchParams)
  if (issues.some((issue) => issue.in === 'path')) return badRequest
  if (issues.length > 0) {
    return unprocessable(issues.map(({ name, message }) => ({ attribute: name, code: 'invalid_parameter', message })))
  }
  // The values were read by the same operation's parameters; TypeScript does not follow an id through a union.
  const handler = handlers[route.operationId] as (request: object) => AnyReply
  return handler({ address, path, query })
}

/** JSON as the service sends it. */
export function toAnswer(reply: { status: number; body: unknown }, headers: Answer['headers'] = {}): Answer {
  const body = new TextEncoder().encode(JSON.stringify(reply.body))
  return {
    status: reply.status,
    headers: { 'content-type': jsonType, 'content-length': String(body.length), ...headers },
    body,
  }
}

/** The content type of every body that is JSON. */
export const jsonType = 'application/json; charset=utf-8'
