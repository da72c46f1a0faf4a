import type { operations } from '../generated/types.js'
import { type Paging, parseCursor } from './cursor.js'
import type { Expected } from './judge.js'
import type { LimitOptions } from './options.js'
import type { ListBody } from './page.js'
import { createPaged, type Paged } from './paged.js'
import { checkParameters, describe } from './parameters.js'

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
  readonly expected: Expected
  /** Gives back the body as the transport parsed it. */
  readonly parseAs: 'stream'
}

/** A request made by openapi-fetch. */
type Requested = Promise<{ readonly data?: unknown }>

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
    async readItem(operationId, given, options = {}, request) {
      checkParameters(operationId, given)
      return read(request(toInit(options, options.signal, 'item')))
    },
    readList(operationId, given, options = {}, request) {
      const { cursor, signal, prefetch = false } = options
      const start = () => {
        const paging = cursor === undefined || cursor === null ? null : parseCursor(String(cursor))
        const expected = 'the cursor of a page or of an error'
        const issue = { name: 'cursor', in: 'option', expected, received: describe(cursor) } as const
        checkParameters(operationId, given, paging === undefined ? [issue] : [])
        return paging ?? null
      }
      const readPage = (paging: Paging | null, signal: AbortSignal | undefined) => {
        // Every query has paging parameters.
        const query = { ...given.query, ...paging } as NonNullable<typeof given.query>
        return read<ListBody<never>>(request(query, toInit(options, signal, 'list')))
      }
      return createPaged({ operationId, origin, signal, prefetch, start, read: readPage })
    },
  }
}

/** What the document promises. That it is kept is for a contract check to say. */
async function read<Body>(requested: Requested): Promise<Body> {
  return (await requested).data as Body
}

function toInit(
  { timeoutMs, totalTimeoutMs, retry, maxResponseBytes }: LimitOptions,
  signal: AbortSignal | undefined,
  expected: Expected,
): RequestInit {
  return { timeoutMs, totalTimeoutMs, retry, maxResponseBytes, signal: signal ?? null, expected, parseAs: 'stream' }
}
