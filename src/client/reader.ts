import { callTable } from '../generated/operations.js'
import type { operations } from '../generated/types.js'
import { type Api, serializeQuery } from './api.js'
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
type Parameters<O extends Id> = Pick<operations[O]['parameters'], 'path' | 'query'>

/** Reads operations: parameters are checked before, statuses and bodies after. */
export interface Reader {
  readItem<O extends Id>(operationId: O, params: Parameters<O>, options: ItemOptions | undefined): Promise<Body<O>>
  readList<O extends Id>(operationId: O, params: Parameters<O>, options: CallOptions | undefined): Paged<Item<O>>
}

/** Creates the reader of one client. Links of pages have to lead to `origin`. */
export function createReader(api: Api, origin: string, transport: Transport, redact: Redactor['redact']): Reader {
  // The types of openapi-fetch cannot relate an operation that is a type parameter to its path. `Reader` relates it to everything else.
  const get = api.GET as (
    path: string,
    init: object,
  ) => Promise<{ readonly data?: string; readonly error?: unknown; readonly response: Response }>

  /** Makes one call, and turns its result into a value or an error. */
  async function read<Body>(
    operationId: Id,
    expected: Expected,
    init: { readonly params: object; readonly signal: AbortSignal | null; readonly querySerializer?: unknown },
    cursor?: Cursor | null,
  ): Promise<Body> {
    const { path } = callTable[operationId]
    const call = transport({ operationId, path, cursor }, init.signal)
    try {
      const { data = '', error, response } = await get(path, { ...init, call, parseAs: 'text' })
      const { ok, status, headers } = response
      if (ok) return parseBody({ text: data, headers }, expected, call)
      // Only middleware gives a response with another status.
      throw toApiError({ status, headers, text: JSON.stringify(error) ?? '' }, origin, call)
    } catch (cause) {
      throw call.fail(cause)
    }
  }

  return {
    async readItem(operationId, params, options) {
      checkParameters(operationId, params, redact)
      return read(operationId, 'item', { ...options, params, signal: options?.signal ?? null })
    },
    readList(operationId, params, options) {
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
          return read(operationId, 'list', init, cursor)
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
