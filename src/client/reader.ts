import { type OperationId, operationTable } from '../generated/operations.js'
import type { operations } from '../generated/types.js'
import { type Api, type CallInit, serializeQuery, toHeaders } from './api.js'
import { PaginationError } from './errors/pagination-error.js'
import type { ParameterIssue } from './errors/parameter-error.js'
import { type Expected, parseBody, toApiError } from './judge.js'
import { itemOptions, type LimitOptions, listOptions, refuseUnknown } from './options.js'
import { type Cursor, findNext, isCursor, toPageQuery } from './paging/cursor.js'
import { createPaged, type Paged, type Select } from './paging/page.js'
import { checkParameters, findNumberMismatch, throwIssues, toIssue } from './parameters.js'
import type { Redactor } from './redact.js'
import { type Call, type ResponseInfo, toCall, toResponseInfo } from './response-info.js'
import type { Transport } from './transport/transport.js'

/** Options of one call. */
export interface CallOptions extends LimitOptions {
  /** Ends the call at once: request, body, delay and iteration. The call throws the reason of the signal. */
  signal?: AbortSignal | undefined
  /** Headers added to the requests of this call. */
  headers?: Record<string, string> | undefined
  /** Where to begin: the `cursor` of a page or of an error. The query has to be the same as then. */
  cursor?: string | null | undefined
  /** Reads the next page while a page is being worked on, at most one ahead. @default false */
  prefetch?: boolean | undefined
  /** Limit for the pages of a list; one more is a `PaginationError`. @default 100_000 */
  maxPages?: number | undefined
}

/** Options of a call that reads one item. */
export type ItemOptions = Omit<CallOptions, 'cursor' | 'prefetch' | 'maxPages'>

/** The body of a successful response of an operation. */
export type Body<Id extends OperationId> = operations[Id]['responses'][200]['content']['application/json']
/** An item of what an operation returns, if that is a list. */
export type Item<Id extends OperationId> = Body<Id> extends { data: readonly (infer Element)[] } ? Element : never

/** The query parameters of an operation. */
export type Query<Id extends OperationId> = NonNullable<operations[Id]['parameters']['query']>

type ItemId = { [Id in OperationId]: Body<Id> extends { data: unknown } ? never : Id }[OperationId]
type ListId = Exclude<OperationId, ItemId>
type Parameters<Id extends OperationId> = operations[Id]['parameters']

/** Reads operations: parameters are checked before, statuses and bodies after. */
export interface Reader {
  readItem<Id extends ItemId>(operationId: Id, params: Parameters<Id>, options?: ItemOptions): Call<Body<Id>>
  readList<Id extends ListId>(
    operationId: Id,
    params: Parameters<Id>,
    options?: CallOptions,
    selection?: Selection<Item<Id>>,
  ): Paged<Item<Id>>
}

/** Size of the pages that are asked for when the service refuses the largest ones, before its own size. */
const fallbackPageSize = 200

/** What a list leaves out of its pages, by options that other lists do not have. */
export interface Selection<Item> {
  readonly options: readonly string[]
  readonly issues: readonly ParameterIssue[]
  readonly select: Select<Item> | undefined
}

/** What a call passes to openapi-fetch. */
interface Init extends LimitOptions {
  readonly params: Parameters<OperationId>
  readonly headers?: Record<string, string>
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
  ): Promise<{ data: Body; response: ResponseInfo }> {
    const { path } = operationTable[operationId]
    const call = transport({ operationId, path, cursor }, init.signal)
    try {
      const { data = '', error, response } = await get(path, { ...init, call, parseAs: 'text' })
      const { ok, status, headers } = response
      if (ok) {
        const body = parseBody<Body>({ text: data, headers }, expected, call)
        return { data: body, response: toResponseInfo(response, call.attempts(), redact) }
      }
      // Only middleware gives a response with another status.
      throw toApiError({ status, headers, text: JSON.stringify(error) ?? '' }, origin, call)
    } catch (cause) {
      throw call.fail(cause)
    }
  }

  /** What a call passes on: nothing but the options that exist. */
  const toInit = (params: Parameters<OperationId>, options: ItemOptions, operationId: OperationId) => {
    const { timeoutMs, totalTimeoutMs, retry, maxResponseBytes, headers, signal = null } = options
    const limits = Object.entries({ timeoutMs, totalTimeoutMs, retry, maxResponseBytes })
    return {
      ...(Object.fromEntries(limits.filter(([, value]) => value !== undefined)) as LimitOptions), // some of them
      params,
      signal,
      ...(headers && { headers: toHeaders(headers, () => ({ operationId })) }),
    }
  }

  return {
    readItem(operationId, params, options) {
      const start = async () => {
        checkParameters(operationId, params, redact)
        refuseUnknown(options, itemOptions, () => ({ operationId }))
        return read<Body<typeof operationId>>(operationId, 'item', toInit(params, options ?? {}, operationId))
      }
      return toCall(start())
    },
    readList(operationId, params, options, selection) {
      const given = options ?? {} // may be null
      const { cursor = null, prefetch = false, signal, maxPages = 100_000 } = given
      return createPaged({
        signal,
        prefetch,
        maxPages,
        select: selection?.select,
        start() {
          const isValid = cursor === null || (isCursor(cursor) && redact(cursor) === cursor)
          const issues = [...(selection?.issues ?? [])]
          if (!isValid) issues.push(toIssue('cursor', 'option', 'a cursor', cursor))
          const expected = maxPages === Infinity ? undefined : findNumberMismatch(maxPages, 1, Infinity)
          if (expected) issues.push(toIssue('maxPages', 'option', expected, maxPages))
          checkParameters(operationId, params, redact, issues)
          refuseUnknown(given, [...listOptions, ...(selection?.options ?? [])], () => ({ operationId }))
          return cursor
        },
        pageSizes(limit) {
          if (cursor !== null || Object.keys(Object(params.query)).some((name) => name.startsWith('page_'))) {
            return [undefined]
          }
          const { default: own, maximum } = operationTable[operationId].parameters.page_size
          const largest = Math.min(selection?.select ? Infinity : limit, maximum)
          return [
            largest,
            ...(largest > fallbackPageSize ? [fallbackPageSize] : []),
            ...(largest > own ? [undefined] : []),
          ]
        },
        read(cursor, signal = null, { pageSize, isProbe } = { pageSize: undefined, isProbe: false }) {
          // Links have the size of their pages.
          const sized =
            pageSize && cursor === null ? { ...params, query: { ...params.query, page_size: pageSize } } : params
          const querySerializer = cursor && ((query: unknown) => toPageQuery(serializeQuery(query), cursor))
          const init = {
            ...toInit(sized, { ...given, signal: signal ?? undefined, ...(isProbe && { retry: false }) }, operationId),
            ...(querySerializer ? { querySerializer } : {}),
          }
          return read(operationId, 'list', init, cursor)
        },
        refuse: (reason, message, cursor) =>
          new PaginationError(reason, message, { operationId, cursor: cursor && redact(cursor) }),
        findNext: (links, cursor, isVisited) =>
          findNext(links, origin, isVisited, redact, () => ({ operationId, cursor: cursor && redact(cursor) })),
        checkOptions(options) {
          refuseUnknown(options, ['limit'], () => ({ operationId }))
          const { limit = Infinity } = options ?? {} // may be null
          const expected = limit === Infinity ? undefined : findNumberMismatch(limit, 0, Infinity)
          throwIssues(operationId, expected ? [toIssue('limit', 'option', expected, limit)] : [], redact)
          return limit
        },
      })
    },
  }
}
