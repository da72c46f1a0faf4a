import createFetchClient, { createQuerySerializer, type Client as FetchClient } from 'openapi-fetch'
import type { paths } from '../generated/types.js'
import type { Expected } from './judge.js'
import type { LimitOptions } from './options.js'

/** The openapi-fetch client over the same transport: paths, parameters and bodies typed by the document. */
export type Api = FetchClient<paths>

/** A query as openapi-fetch writes it. */
export const serializeQuery = createQuerySerializer()

/**
 * What openapi-fetch hands to its `fetch`: a light stand-in for a `Request`, whose making would cost as much as all else.
 *
 * It keeps the call's own signal, and every option given with the call.
 */
export class ApiRequest implements LimitOptions {
  declare readonly method: string
  declare readonly headers: Headers
  declare readonly signal?: AbortSignal | null
  declare readonly timeoutMs?: number | false
  declare readonly totalTimeoutMs?: number | false
  declare readonly maxResponseBytes?: number
  declare readonly retry?: LimitOptions['retry']
  /** Set by our own methods; a caller of `client.api` judges statuses and bodies alone. */
  declare readonly expected?: Expected
  readonly url: string

  constructor(url: string, init: object) {
    Object.assign(this, init)
    this.url = url
  }
}

/** What our own methods look at of a `Response`, whose making would cost as much as that of a `Request`. */
export interface ApiResponse {
  readonly ok: boolean
  readonly status: number
  readonly headers: { get(name: string): string | null }
  /** What `parseAs: 'stream'` gives back as it is: here the parsed body. */
  readonly body: unknown
}

/** An openapi-fetch client whose requests go through `fetch`. */
export function createApi(
  options: { readonly baseUrl: string; readonly headers: Readonly<Record<string, string>> },
  fetch: (request: ApiRequest) => Promise<Response | ApiResponse>,
): Api {
  // openapi-fetch constructs the one, hands it to the other, and uses nothing of either but what the stand-ins have.
  const standIns = {
    Request: ApiRequest as unknown as typeof Request,
    fetch: fetch as unknown as typeof globalThis.fetch,
  }
  return createFetchClient<paths>({ ...options, ...standIns })
}
