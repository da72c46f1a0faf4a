import { type OperationId, operationTable } from '../generated/operations.js'
import type { operations } from '../generated/types.js'
import { checkSignal, type Get, serializeQuery, toHeaders } from './api.js'
import { PaginationError } from './errors/pagination-error.js'
import type { ErrorDetails } from './errors/signalwire-error.js'
import { type Expected, parseBody, toApiError } from './judge.js'
import { itemOptions, type LimitOptions, listOptions, refuseUnknown, resolveLimits } from './options.js'
import { type Cursor, findNext, isCursor, toPageQuery } from './paging/cursor.js'
import { createPaged, type Paged, type PageSize, type Select, type Sizing, type Start } from './paging/page.js'
import { checkParameters, findNumberMismatch, throwIssues, toIssue } from './parameters.js'
import type { Redactor } from './redact.js'
import { type Call, type Received, toCall, toResponseInfo } from './response-info.js'
import type { Limits, SentHeaders, Transport } from './transport/transport.js'

/** Options of one call. */
export interface CallOptions extends LimitOptions {
  /** Ends the call at once, whether it is sending, reading, waiting or iterating. The call throws the reason of the signal. */
  signal?: AbortSignal | undefined
  /** Headers added to the requests of this call. */
  headers?: Record<string, string> | undefined
  /** Where to begin: the `cursor` of a page or of an error from a call with the same query. */
  cursor?: string | null | undefined
  /** Requests the next page while you work on a page, at most one page ahead. @default false */
  prefetch?: boolean | undefined
  /** How many pages of a list may be read; one more is a `PaginationError`. @default 100_000 */
  maxPages?: number | undefined
}

/** Options of a call that reads one item. */
export type ItemOptions = Omit<CallOptions, 'cursor' | 'prefetch' | 'maxPages'>

/** The body of a successful response of an operation. */
export type Body<Id extends OperationId> = operations[Id]['responses'][200]['content']['application/json']
/** The type of the items, for an operation that returns a list. */
export type Item<Id extends OperationId> = Body<Id> extends { data: readonly (infer Element)[] } ? Element : never

/** The query parameters of an operation. */
export type Query<Id extends OperationId> = NonNullable<operations[Id]['parameters']['query']>

type ItemId = { [Id in OperationId]: Body<Id> extends { data: unknown } ? never : Id }[OperationId]
type ListId = Exclude<OperationId, ItemId>
type Parameters<Id extends OperationId> = operations[Id]['parameters']

/** Calls the operations of the document. Checks parameters before the request, and status and body after it. */
export interface Reader {
  readItem<Id extends ItemId>(operationId: Id, params: Parameters<Id>, options?: ItemOptions): Call<Body<Id>>
  readList<Id extends ListId>(
    operationId: Id,
    params: Parameters<Id>,
    options?: CallOptions,
    filter?: Filter<Item<Id>>,
  ): Paged<Item<Id>>
}

/** Page size to try after the service has refused the largest one, before its own size. */
const fallbackPageSize = 200

/** Leaves items out of a list by options that only this list has, such as `since`. */
export interface Filter<Item> {
  /** The names of these options. */
  readonly options: readonly string[]
  /** Loads the code that leaves items out; undefined if the caller gave none of the options. */
  readonly load: (() => Promise<Selection<Item>>) | undefined
}

/** An option that has a wrong value. */
export interface InvalidOption {
  readonly name: string
  readonly expected: string
  readonly value: unknown
}

/** A function that leaves items out of pages, and what is wrong with the options that it was made from. */
export interface Selection<Item> {
  readonly invalid: readonly InvalidOption[]
  readonly select: Select<Item>
}

/** What each request of a call has in common. */
interface Common {
  readonly signal: AbortSignal | null
  readonly limits: Limits
  readonly headers: SentHeaders
}

/** What the reader of one client needs. */
export interface ReaderOptions {
  readonly get: Get
  /** The origin that `links.next` has to lead to. */
  readonly origin: string
  readonly transport: Transport
  readonly redact: Redactor['redact']
  /** Headers of every request. */
  readonly headers: SentHeaders
  readonly limits: Limits
}

/** Creates the reader of one client. */
export function createReader({ get, origin, transport, redact, headers, limits }: ReaderOptions): Reader {
  /** Makes a call; every method uses it. @throws a `SignalWireError`, or the reason of the signal */
  async function read<Body>(
    operationId: OperationId,
    expected: Expected,
    params: Parameters<OperationId>,
    { signal, limits, headers }: Common,
    cursor?: Cursor | null,
    query?: string,
  ): Promise<Received<Body>> {
    const { path } = operationTable[operationId]
    const exchange = transport({ operationId, path, cursor }, signal)
    try {
      checkSignal(signal, exchange.details)
      const own = { exchange, limits, headers }
      const { data = '', error, response } = await get(path, params, query, signal, own)
      if (response.ok) {
        const body = parseBody<Body>({ text: data, headers: response.headers }, expected, exchange)
        return { data: body, toInfo: () => toResponseInfo(response, exchange.attempts(), redact) }
      }
      // A response with another status can only come from middleware.
      const text = JSON.stringify(error) ?? ''
      throw toApiError({ status: response.status, headers: response.headers, text }, origin, exchange)
    } catch (cause) {
      throw exchange.fail(cause)
    }
  }

  const toCommon = (given: ItemOptions, details: () => ErrorDetails): Common => {
    return {
      signal: given.signal ?? null,
      limits: resolveLimits(given, limits, details),
      headers: given.headers ? { ...headers, ...toHeaders(given.headers, details) } : headers,
    }
  }

  /** Checks the parameters and options for a list, and prepares its requests. */
  async function startList<Id extends ListId>(
    operationId: Id,
    params: Parameters<Id>,
    given: CallOptions,
    filter: Filter<Item<Id>> | undefined,
    sizing: Sizing | undefined,
  ): Promise<Start<Item<Id>>> {
    const selection = await filter?.load?.()
    const details = () => ({ operationId })
    const { cursor = null, maxPages = Infinity } = given
    const invalid = [...(selection?.invalid ?? [])]
    const isValid = cursor === null || (isCursor(cursor) && redact(cursor) === cursor)
    if (!isValid) invalid.push({ name: 'cursor', expected: 'a cursor', value: cursor })
    const expected = maxPages === Infinity ? undefined : findNumberMismatch(maxPages, 1, Infinity)
    if (expected) invalid.push({ name: 'maxPages', expected, value: maxPages })
    const issues = invalid.map(({ name, expected, value }) => toIssue(name, 'option', expected, value))
    checkParameters(operationId, params, redact, issues)
    refuseUnknown(given, [...listOptions, ...(filter?.options ?? [])], details)

    const common = toCommon(given, details)
    const query = serializeQuery(params.query)
    // A link already contains the page size.
    const { pageSize, isProbe } = sizing ?? {}
    const first = pageSize ? serializeQuery({ ...params.query, page_size: pageSize }) : query
    const firstLimits = isProbe ? withoutRetry(common.limits) : common.limits
    return {
      cursor,
      select: selection?.select,
      read: (cursor, signal = null) =>
        cursor === null
          ? read(operationId, 'list', params, { ...common, signal, limits: firstLimits }, cursor, first)
          : read(operationId, 'list', params, { ...common, signal }, cursor, toPageQuery(query, cursor)),
    }
  }

  return {
    readItem(operationId, params, options) {
      const start = async () => {
        const details = () => ({ operationId })
        checkParameters(operationId, params, redact)
        refuseUnknown(options, itemOptions, details)
        return read<Body<typeof operationId>>(operationId, 'item', params, toCommon(options ?? {}, details))
      }
      return toCall(start())
    },
    readList(operationId, params, options, filter) {
      const given = options ?? {} // may be null
      const { cursor = null, prefetch = false, signal, maxPages = 100_000 } = given
      const details = () => ({ operationId })
      const pageDetails = (cursor: Cursor | null) => ({ operationId, cursor: cursor && redact(cursor) })
      return createPaged({
        signal,
        prefetch,
        maxPages,
        start: (sizing) => startList(operationId, params, given, filter, sizing),
        pageSizes(limit) {
          const hasOwnSize = Object.keys(Object(params.query)).some((name) => name.startsWith('page_'))
          return cursor === null && !hasOwnSize
            ? toPageSizes(operationId, filter?.load ? Infinity : limit)
            : [undefined]
        },
        refuse: (reason, message, cursor) => new PaginationError(reason, message, pageDetails(cursor)),
        findNext: (links, cursor, isVisited) => findNext(links, origin, isVisited, redact, () => pageDetails(cursor)),
        checkOptions(options) {
          refuseUnknown(options, ['limit'], details)
          const { limit = Infinity } = options ?? {} // may be null
          const expected = limit === Infinity ? undefined : findNumberMismatch(limit, 0, Infinity)
          throwIssues(operationId, expected ? [toIssue('limit', 'option', expected, limit)] : [], redact)
          return limit
        },
      })
    },
  }
}

/** Returns the page sizes to try, the largest first; undefined is the service's own. */
function toPageSizes(operationId: ListId, limit: number): [PageSize, ...PageSize[]] {
  const { default: own, maximum } = operationTable[operationId].parameters.page_size
  const largest = Math.min(limit, maximum)
  return [largest, ...(largest > fallbackPageSize ? [fallbackPageSize] : []), ...(largest > own ? [undefined] : [])]
}

const withoutRetry = (limits: Limits): Limits => ({ ...limits, retry: { ...limits.retry, maxRetries: 0 } })
