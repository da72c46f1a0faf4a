import { callTable } from '../generated/operations.js'
import type { operations } from '../generated/types.js'
import { type ApiClient, serializeQuery } from './api.js'
import { type Cursor, findNext, isCursor, toPageQuery } from './cursor.js'
import { ConfigurationError } from './errors/configuration-error.js'
import { type Expected, isOk, parseBody, toApiError } from './judge.js'
import { type LimitOptions, resolveLimits } from './options.js'
import { createPaged, type Paged } from './page.js'
import { checkParameters, throwIssues, toIssue } from './parameters.js'
import type { Redactor } from './redact.js'
import type { Limits, Transport } from './transport/transport.js'

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
type Init<P extends Parameters> = {
  params: P
  parseAs: 'text'
  fetch: (request: Request) => Promise<Response>
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

/** What a reader is given by its client. */
export interface ReaderOptions extends Pick<ApiClient, 'toResponse'> {
  readonly origin: string
  readonly limits: Limits
  readonly transport: Transport
  readonly redact: Redactor['redact']
}

/** Creates the reader of one client. */
export function createReader({ origin, limits, transport, toResponse, redact }: ReaderOptions): Reader {
  /** Makes one call, and turns its result into a value or an error. */
  async function read<Body, P extends Parameters>(
    operationId: Id,
    params: P,
    expected: Expected,
    get: Get<P>,
    options: LimitOptions,
    signal: AbortSignal | undefined,
    cursor: Cursor | null | undefined,
  ): Promise<Body> {
    const call = transport({ operationId, path: callTable[operationId].path, cursor }, signal)
    try {
      // In JavaScript it may be anything.
      if (signal && (!signal.addEventListener || typeof signal.aborted !== 'boolean')) {
        throw new ConfigurationError('signal: expected an AbortSignal', call.details())
      }
      const callLimits = resolveLimits(options, limits, call.details())
      const { data, error, response } = await get({
        params,
        parseAs: 'text',
        async fetch(request) {
          const reply = await call.send(request.url, request.headers, callLimits)
          if (!isOk(reply.status)) throw toApiError(reply, request.url, call)
          return toResponse(reply)
        },
        ...(cursor ? { querySerializer: (query: unknown) => toPageQuery(serializeQuery(query), cursor) } : {}),
      })
      const { status, headers } = response
      // Only middleware gives a response with another status.
      if (!response.ok) {
        const text = JSON.stringify(error) ?? ''
        throw toApiError({ status, headers, text }, origin, call)
      }
      return parseBody({ text: data ?? '', headers }, expected, call)
    } catch (cause) {
      throw call.fail(cause)
    }
  }

  return {
    async readItem(operationId, params, options, get) {
      checkParameters(operationId, params, redact)
      const { signal, ...limits } = options ?? {} // may be null
      return read(operationId, params, 'item', get, limits, signal, undefined)
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
        read: (cursor, signal) => read(operationId, params, 'list', get, limits, signal, cursor),
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
