import type { operations } from '../generated/types.js'
import { type Paging, parseCursor } from './cursor.js'
import { ResponseBodyError } from './errors/response-body-error.js'
import { parseBody } from './judge.js'
import type { LimitOptions } from './options.js'
import { createPaged, type ListBody, type Paged } from './page.js'
import { checkParameters, describe } from './parameters.js'
import type { Answer } from './transport/transport.js'

/** Options of one call. */
export interface CallOptions extends LimitOptions {
  /** Ends the call at once: request, body, wait and iteration. Its own reason is what is thrown. */
  signal?: AbortSignal | undefined
  /** Where to begin: `cursor` of a page or of an error. The query is to be the same as then. */
  cursor?: string | null | undefined
  /** Reads the next page while this one is worked on, at most one ahead. @default false */
  prefetch?: boolean | undefined
}

/** Options of a call that reads one thing. */
export type ItemOptions = Omit<CallOptions, 'cursor' | 'prefetch'>

/** What is given to openapi-fetch with each request, besides the parameters. */
export interface RequestInit extends LimitOptions {
  readonly signal: AbortSignal | null
  readonly parseAs: 'text'
}

/** A request made by openapi-fetch, with the response that our transport gave it. */
type Requested = Promise<{ readonly response: Response }>

/** Reads operations: parameters are checked before, statuses and bodies after. */
export interface Reader {
  readItem<Item>(
    operationId: keyof operations,
    given: { readonly path: object },
    options: ItemOptions | undefined,
    request: (init: RequestInit) => Requested,
  ): Promise<Item>
  readList<Item, Query extends Paging>(
    operationId: keyof operations,
    given: { readonly path?: object; readonly query: Query | undefined },
    options: CallOptions | undefined,
    request: (query: Query, init: RequestInit) => Requested,
  ): Paged<Item>
}

/** A reader of one origin: links to another are refused. */
export function createReader(origin: string): Reader {
  return {
    async readItem<Item>(...[operationId, given, options, request]: Parameters<Reader['readItem']>) {
      checkParameters(operationId, given)
      // What the document promises; that it is kept is for a contract check to say.
      return (await read(request(toInit(options, options?.signal)))) as Item
    },
    readList(operationId, given, options = {}, request) {
      const { cursor = null, signal, prefetch = false } = options
      return createPaged({
        operationId,
        origin,
        signal,
        prefetch,
        start() {
          const paging = cursor === null ? null : parseCursor(cursor)
          const expected = 'the cursor of a page or of an error'
          const issue = { name: 'cursor', in: 'option', expected, received: describe(cursor) } as const
          checkParameters(operationId, given, paging === undefined ? [issue] : [])
          return paging ?? null
        },
        async read(paging, signal) {
          const query = { ...given.query, ...paging } as NonNullable<typeof given.query> // every query has paging parameters
          return read(request(query, toInit(options, signal)), isList)
        },
      })
    },
  }
}

/** The one place that gives back a body or throws. */
async function read<Body extends object>(requested: Requested, isBody?: (body: object) => body is Body): Promise<Body> {
  const { response } = await requested
  const answer = response as unknown as Answer // what our own transport gave to openapi-fetch, which passes it on
  if (!answer.ok) throw answer.refuse()
  try {
    const body = parseBody(answer)
    if (isObject(body) && (isBody === undefined || isBody(body))) return body as Body
    throw new ResponseBodyError(
      'unexpected-shape',
      `the body is ${describe(body)}, expected ${isBody ? 'an object with a `data` array' : 'an object'}`,
    )
  } catch (error) {
    throw answer.fail(error)
  }
}

const isObject = (body: unknown): body is object => typeof body === 'object' && body !== null && !Array.isArray(body)

const isList = (body: object): body is ListBody<never> => 'data' in body && Array.isArray(body.data)

function toInit({ timeoutMs, totalTimeoutMs, retry }: LimitOptions = {}, signal: AbortSignal | undefined): RequestInit {
  return { timeoutMs, totalTimeoutMs, retry, signal: signal ?? null, parseAs: 'text' }
}
