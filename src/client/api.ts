import createFetchClient, { type Client as FetchClient } from 'openapi-fetch'
import type { paths } from '../generated/types.js'
import type { LimitOptions } from './options.js'
import type { Answer } from './transport/transport.js'

/** The openapi-fetch client over the same transport: paths, parameters and bodies typed by the document. */
export type Api = FetchClient<paths>

/**
 * What openapi-fetch hands to its `fetch`: a light stand-in for a `Request`, whose making would cost as much as all else.
 *
 * It keeps the call's own signal and every option given with the call.
 */
export class ApiRequest implements LimitOptions {
  declare readonly method: string
  declare readonly headers: Headers
  declare readonly signal?: AbortSignal | null
  declare readonly timeoutMs?: number | false
  declare readonly totalTimeoutMs?: number | false
  declare readonly retry?: LimitOptions['retry']
  readonly url: string

  constructor(url: string, init: object) {
    Object.assign(this, init)
    this.url = url
  }

  /** Middleware may give back a `Request` of the platform instead. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Request || Object.prototype.isPrototypeOf.call(ApiRequest.prototype, Object(value))
  }

  toString(): string {
    return this.url
  }
}

/** Makes what openapi-fetch takes for a `Response`: one of the platform, or a stand-in. */
export type ApiFetch = (request: ApiRequest) => Promise<Response | Answer>

/** An openapi-fetch client whose requests go through `fetch`. */
export function createApi(
  options: { baseUrl: string; headers: Readonly<Record<string, string>> },
  fetch: ApiFetch,
): Api {
  return createFetchClient<paths>({
    ...options,
    // openapi-fetch constructs the one and passes it to the other, and looks at what both stand-ins have.
    Request: ApiRequest as unknown as typeof Request,
    fetch: fetch as unknown as (request: Request) => Promise<Response>,
  })
}
