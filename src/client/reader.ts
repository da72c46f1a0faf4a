import { type OperationId, operationTable } from '../generated/operations.js'
import type { operations } from '../generated/types.js'
import { type Get, serializeQuery, toHeaders } from './api.js'
import { type Expected, parseBody } from './judge.js'
import {
  checkOptions,
  itemOptions,
  type KnownOptions,
  type LimitOptions,
  listOptions,
  resolveLimits,
} from './options.js'
import { type Cursor, isCursor, toPageQuery } from './paging/cursor.js'
import { createPaged, type List, type Paged, type PageReader, type PageSize, type Select } from './paging/page.js'
import { checkParameters, findNumberMismatch, toIssue } from './parameters.js'
import type { Redactor } from './redact.js'
import { type Call, type Received, toCall, toResponseInfo } from './response-info.js'
import type { Limits, SentHeaders, Transport, TransportOptions } from './transport/transport.js'

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

/** Leaves items out of a list by options that only this list has, such as `since`. */
export interface Filter<Item> {
  readonly options: KnownOptions
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
  readonly toError: TransportOptions['toError']
}

/** Creates the reader of one client. */
export function createReader(parts: ReaderOptions): Reader {
  return {
    // Options may be null.
    readItem: (operationId, params, options) => toCall(readItem(parts, operationId, params, options ?? {})),
    readList: (operationId, params, options, filter) =>
      createPaged(createList(parts, { operationId, params, options: options ?? {}, filter })),
  }
}

/** A request for an item or for a page of a list. */
interface ReadRequest {
  readonly operationId: OperationId
  readonly expected: Expected
  readonly params: Parameters<OperationId>
  readonly limits: Limits
  readonly headers: SentHeaders
  readonly signal: AbortSignal | null | undefined
  /** Where a page begins. Absent for an item. */
  readonly cursor?: Cursor | null
  /** The query to send instead of the one in `params`. */
  readonly query?: string
}

/** Sends a request and checks the response. @throws a `SignalWireError`, or the reason of the signal */
async function read<Body>(
  { get, origin, transport, redact, toError }: ReaderOptions,
  { operationId, expected, params, limits, headers, signal = null, cursor, query }: ReadRequest,
): Promise<Received<Body>> {
  const { path } = operationTable[operationId]
  const exchange = transport({ operationId, path, cursor }, signal)
  try {
    const { data = '', error, response } = await get(path, params, query, signal, { exchange, limits, headers })
    const reply = { status: response.status, headers: response.headers, text: data }
    // A response with another status can only come from middleware.
    if (!response.ok) throw toError({ ...reply, text: JSON.stringify(error) ?? '' }, origin, exchange.details)
    const body = parseBody<Body>(reply, expected, redact, exchange.details)
    return { data: body, toInfo: () => toResponseInfo(reply, exchange.attempts, redact) }
  } catch (cause) {
    throw exchange.fail(cause)
  }
}

async function readItem<Id extends ItemId>(
  parts: ReaderOptions,
  operationId: Id,
  params: Parameters<Id>,
  options: ItemOptions,
): Promise<Received<Body<Id>>> {
  checkParameters(operationId, params, parts.redact)
  checkOptions(options, itemOptions, { operationId })
  const { signal } = options
  return read(parts, { operationId, expected: 'item', params, signal, ...toCommon(parts, operationId, options) })
}

/** Returns the limits and headers of a call: its own, and those of its client. */
function toCommon(
  { limits, headers }: ReaderOptions,
  operationId: OperationId,
  options: ItemOptions,
): Pick<ReadRequest, 'limits' | 'headers'> {
  return {
    limits: resolveLimits(options, limits, { operationId }),
    headers: options.headers ? { ...headers, ...toHeaders(options.headers, { operationId }) } : headers,
  }
}

/** A call for a list, as the caller made it: nothing has been checked. */
interface ListCall<Id extends ListId> {
  readonly operationId: Id
  readonly params: Parameters<Id>
  readonly options: CallOptions
  readonly filter: Filter<Item<Id>> | undefined
}

function createList<Id extends ListId>(parts: ReaderOptions, call: ListCall<Id>): List<Item<Id>> {
  const { operationId, params, options, filter } = call
  const { cursor = null, prefetch = false, signal, maxPages = 100_000 } = options
  const given = Object.entries<unknown>(Object(params.query)).filter(([, value]) => value !== undefined)
  const isSized = cursor !== null || given.some(([name]) => name.startsWith('page_'))
  return {
    operationId,
    origin: parts.origin,
    redact: parts.redact,
    cursor,
    prefetch,
    signal,
    maxPages,
    pageSizes: (limit) => (isSized ? [undefined] : toPageSizes(operationId, filter?.load ? Infinity : limit)),
    start: (pageSize, isProbe) => startList(parts, call, pageSize, isProbe),
  }
}

/** Checks the parameters and options for a list, and returns how to read its pages. */
async function startList<Id extends ListId>(
  parts: ReaderOptions,
  { operationId, params, options, filter }: ListCall<Id>,
  pageSize: PageSize,
  isProbe: boolean | undefined,
): Promise<PageReader<Item<Id>>> {
  const selection = await filter?.load?.()
  const invalid = [...(selection?.invalid ?? []), ...findInvalid(options, parts.redact)]
  const issues = invalid.map(({ name, expected, value }) => toIssue(name, 'option', expected, value))
  checkParameters(operationId, params, parts.redact, issues)
  checkOptions(options, { ...listOptions, ...filter?.options }, { operationId })

  const common = { operationId, expected: 'list', params, ...toCommon(parts, operationId, options) } as const
  const query = serializeQuery(params.query)
  const first = {
    ...common,
    query: pageSize === undefined ? query : serializeQuery({ ...params.query, page_size: pageSize }),
    limits: isProbe ? withoutRetry(common.limits) : common.limits,
  }
  return {
    select: selection?.select,
    read: (cursor, signal) =>
      // Spreads come last, because adding properties to what a spread has copied takes Node 20 several microseconds.
      cursor === null
        ? read(parts, { signal, cursor, ...first })
        : // A link already contains the page size.
          read(parts, { signal, cursor, query: toPageQuery(query, cursor), ...common }),
  }
}

/** Returns the options of a list that have a wrong value. */
function findInvalid({ cursor = null, maxPages = Infinity }: CallOptions, redact: Redactor['redact']): InvalidOption[] {
  const isCursorValid = cursor === null || (isCursor(cursor) && redact(cursor) === cursor)
  const expected = maxPages === Infinity ? undefined : findNumberMismatch(maxPages, 1, Infinity)
  return [
    ...(isCursorValid ? [] : [{ name: 'cursor', expected: 'a cursor', value: cursor }]),
    ...(expected ? [{ name: 'maxPages', expected, value: maxPages }] : []),
  ]
}

/** Page size to try after the service has refused the largest one, before its own size. */
const fallbackPageSize = 200

/** Returns the page sizes to try, the largest first; undefined is the service's own. */
function toPageSizes(operationId: ListId, limit: number): PageSize[] {
  const { default: own, maximum } = operationTable[operationId].parameters.page_size
  const largest = Math.min(limit, maximum)
  return [largest, ...(largest > fallbackPageSize ? [fallbackPageSize] : []), ...(largest > own ? [undefined] : [])]
}

const withoutRetry = (limits: Limits): Limits => ({ ...limits, retry: { ...limits.retry, maxRetries: 0 } })
