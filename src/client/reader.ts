import { callTable } from '../generated/operations.js'
import type { operations } from '../generated/types.js'
import { type CallInit, serializeQuery } from './api.js'
import { type Cursor, findNext, isCursor, toPageQuery } from './cursor.js'
import { type Expected, parseBody, toApiError } from './judge.js'
import type { LimitOptions } from './options.js'
import { createPaged, type Paged } from './page.js'
import { checkParameters, throwIssues, toIssue } from './parameters.js'
import type { Redactor } from './redact.js'
import type { Transport } from './transport/transport.js'

/** Options of one call. */
export interface CallOptions extends LimitOptions {
  /** Ends the call at once: request, body, delay and iteration. The call throws the reason of the signal. */
  signal?: AbortSignal | undefined
  /** Where to begin: the `cursor` of a page or of an error. The query has to be the same as then. */
  cursor?: string | null | undefined
  /** Reads the next page while a page is being worked on, at most one ahead. @default false */
  prefetch?: boolean | undefined
}

/** Options of a call that reads one item. */
export type ItemOptions = Omit<CallOptions, 'cursor' | 'prefetch'>

type Id = keyof operations
type Body<O extends Id> = operations[O]['responses'][200]['content']['application/json']
type Item<O extends Id> = Body<O> extends { data: readonly (infer Element)[] } ? Element : never

/** The path and query parameters of an operation. */
interface Parameters {
  readonly path?: { readonly id: string }
  readonly query?: object
}

/** How a method calls openapi-fetch: with the parameters that were checked. */
// `Pick` makes a type of the interface that openapi-fetch accepts.
type Init<P extends Parameters> = Pick<CallInit, keyof CallInit> & {
  params: P
  parseAs: 'text'
  signal: AbortSignal | null
  querySerializer?: (query: unknown) => string
}

type Get<P extends Parameters> = (
  init: Init<P>,
) => Promise<{ readonly data?: string; readonly error?: unknown; readonly response: Response }>

/** Reads operations: parameters are checked before, statuses and bodies after. */
export interface Reader {
  readItem<O extends Id, P extends Parameters>(
    operationId: O,
    params: P,
    options: ItemOptions | undefined,
    get: Get<P>,
  ): Promise<Body<O>>
  readList<O extends Id, P extends Parameters>(
    operationId: O,
    params: P,
    options: CallOptions | undefined,
    get: Get<P>,
  ): Paged<Item<O>>
}

/** Creates the reader of one client. Links of pages have to lead to `origin`. */
export function createReader(origin: string, transport: Transport, redact: Redactor['redact']): Reader {
  /** Makes one call, and turns its result into a value or an error. */
  async function read<Body, P extends Parameters>(
    operationId: Id,
    expected: Expected,
    get: Get<P>,
    init: Omit<Init<P>, 'call' | 'parseAs'>,
    cursor?: Cursor | null,
  ): Promise<Body> {
    const call = transport({ operationId, path: callTable[operationId].path, cursor }, init.signal)
    try {
      const { data = '', error, response } = await get({ ...init, call, parseAs: 'text' })
      const { ok, status, headers } = response
      if (ok) return parseBody({ text: data, headers }, expected, call)
      // Only middleware gives a response with another status.
      throw toApiError({ status, headers, text: JSON.stringify(error) ?? '' }, origin, call)
    } catch (cause) {
      throw call.fail(cause)
    }
  }

  return {
    async readItem(operationId, params, options, get) {
      checkParameters(operationId, params, redact)
      return read(operationId, 'item', get, { ...options, params, signal: options?.signal ?? null })
    },
    readList(operationId, params, options, get) {
      const { cursor = null, prefetch = false, signal, ...limits } = options ?? {} // may be null
      return createPaged({
        signal,
        prefetch,
        start() {
          const isValid = cursor === null || (isCursor(cursor) && redact(cursor) === cursor)
          const issues = isValid ? [] : [toIssue('cursor', 'option', 'a cursor', cursor)]
          checkParameters(operationId, params, redact, issues)
          return cursor
        },
        read(cursor, signal = null) {
          const querySerializer = cursor && ((query: unknown) => toPageQuery(serializeQuery(query), cursor))
          const init = { ...limits, signal, params, ...(querySerializer ? { querySerializer } : {}) }
          return read(operationId, 'list', get, init, cursor)
        },
        findNext: (links, cursor, isVisited) =>
          findNext(links, origin, isVisited, redact, () => ({ operationId, cursor: cursor && redact(cursor) })),
        checkLimit(limit) {
          const isLimit = limit === Infinity || (Number.isInteger(limit) && Number(limit) >= 0)
          throwIssues(operationId, isLimit ? [] : [toIssue('limit', 'option', 'a whole number from 0', limit)], redact)
        },
      })
    },
  }
}
