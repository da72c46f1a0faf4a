import { type OperationId, operationTable } from '../generated/operations.js'
import type { operations } from '../generated/types.js'
import { type Api, type CallInit, serializeQuery } from './api.js'
import { type Expected, parseBody, toApiError } from './judge.js'
import type { LimitOptions } from './options.js'
import { type Cursor, findNext, isCursor, toPageQuery } from './paging/cursor.js'
import { createPaged, type Paged } from './paging/page.js'
import { checkParameters, findNumberMismatch, throwIssues, toIssue } from './parameters.js'
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

/** The body of a successful response of an operation. */
export type Body<Id extends OperationId> = operations[Id]['responses'][200]['content']['application/json']
/** An item of what an operation returns, if that is a list. */
export type Item<Id extends OperationId> = Body<Id> extends { data: readonly (infer Element)[] } ? Element : never

type ItemId = { [Id in OperationId]: Body<Id> extends { data: unknown } ? never : Id }[OperationId]
type ListId = Exclude<OperationId, ItemId>
type Parameters<Id extends OperationId> = operations[Id]['parameters']

/** Reads operations: parameters are checked before, statuses and bodies after. */
export interface Reader {
  readItem<Id extends ItemId>(operationId: Id, params: Parameters<Id>, options?: ItemOptions): Promise<Body<Id>>
  readList<Id extends ListId>(operationId: Id, params: Parameters<Id>, options?: CallOptions): Paged<Item<Id>>
}

/** What a call passes to openapi-fetch. */
interface Init extends LimitOptions {
  readonly params: Parameters<OperationId>
  readonly signal: AbortSignal | null
  readonly querySerializer?: (query: unknown) => string
}

/** Creates the reader of one client. Links of pages have to lead to `origin`. */
export function createReader(api: Api, origin: string, transport: Transport, redact: Redactor['redact']): Reader {
  // The path is that of any operation, and `Parameters` gives the parameters the types of the same operation.
  const get = api.GET as (
    path: string,
    init: Init & CallInit & { parseAs: 'text' },
  ) => Promise<{
    readonly data?: string
    readonly error?: unknown
    readonly response: Response
  }>

  /** Makes one call, and turns its result into a value or an error. */
  async function read<Body>(
    operationId: OperationId,
    expected: Expected,
    init: Init,
    cursor?: Cursor | null,
  ): Promise<Body> {
    const { path } = operationTable[operationId]
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
          const expected = limit === Infinity ? undefined : findNumberMismatch(limit, 0, Infinity)
          throwIssues(operationId, expected ? [toIssue('limit', 'option', expected, limit)] : [], redact)
        },
      })
    },
  }
}
