import { type OperationId, operationTable } from '../generated/operations.js'
import type { operations } from '../generated/types.js'
import { type MethodRequest, type SendMethod, serializeQuery, toHeaders } from './api.js'
import { PaginationError } from './errors/pagination-error.js'
import type { ParameterIssue } from './errors/parameter-error.js'
import { type Expected, parseBody } from './judge.js'
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

/** Creates the reader of one client. Links of pages have to lead to `origin`. */
export function createReader(
  send: SendMethod,
  origin: string,
  transport: Transport,
  redact: Redactor['redact'],
): Reader {
  /** Makes one call, and turns its result into a value or an error. */
  async function read<Body>(
    operationId: OperationId,
    expected: Expected,
    request: MethodRequest,
    cursor?: Cursor | null,
  ): Promise<{ data: Body; response: ResponseInfo }> {
    const { path } = operationTable[operationId]
    const call = transport({ operationId, path, cursor }, request.signal)
    try {
      const reply = await send(call, path, request)
      return { data: parseBody<Body>(reply, expected, call), response: toResponseInfo(reply, call.attempts(), redact) }
    } catch (cause) {
      throw call.fail(cause)
    }
  }

  /** What a call passes on: nothing but the options that exist. */
  const toRequest = (
    params: MethodRequest['params'],
    { timeoutMs, totalTimeoutMs, retry, maxResponseBytes, headers, signal }: ItemOptions,
    operationId: OperationId,
  ): MethodRequest => ({
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(totalTimeoutMs !== undefined && { totalTimeoutMs }),
    ...(retry !== undefined && { retry }),
    ...(maxResponseBytes !== undefined && { maxResponseBytes }),
    ...(headers && { headers: toHeaders(headers, () => ({ operationId })) }),
    params,
    signal: signal ?? null,
  })

  return {
    readItem(operationId, params, options) {
      const start = async () => {
        checkParameters(operationId, params, redact)
        refuseUnknown(options, itemOptions, () => ({ operationId }))
        return read<Body<typeof operationId>>(operationId, 'item', toRequest(params, options ?? {}, operationId))
      }
      return toCall(start())
    },
    readList(operationId, params, options, selection) {
      const given = options ?? {} // may be null
      const { cursor = null, prefetch = false, signal, maxPages = 100_000 } = given
      let own: string | undefined
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
          const query = pageSize && cursor === null ? { ...params.query, page_size: pageSize } : params.query
          const options = { ...given, signal: signal ?? undefined, ...(isProbe && { retry: false as const }) }
          const request = toRequest({ ...params, query }, options, operationId)
          own ??= serializeQuery(params.query)
          return read(operationId, 'list', cursor ? { ...request, query: toPageQuery(own, cursor) } : request, cursor)
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
