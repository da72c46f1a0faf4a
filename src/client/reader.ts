import { callTable } from '../generated/operations.js'
import type { operations } from '../generated/types.js'
import { type Api, serializeQuery } from './api.js'
import { type Cursor, isCursor, toPageQuery } from './cursor.js'
import { SignalWireError } from './errors/signalwire-error.js'
import type { Expected } from './judge.js'
import type { LimitOptions } from './options.js'
import { createPaged, type Paged } from './page.js'
import { checkParameters, toIssue } from './parameters.js'
import type { Redactor } from './redact.js'

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

type Id = keyof operations
type Body<O extends Id> = operations[O]['responses'][200]['content']['application/json']
type Item<O extends Id> = Body<O> extends { data: readonly (infer Element)[] } ? Element : never
type Query<O extends Id> = operations[O]['parameters']['query']

/** What an operation is asked with. */
interface Given<O extends Id> {
  readonly path?: { readonly id: string }
  readonly query?: Query<O> | undefined
}

/** What `client.api` is asked with. */
interface ReadInit {
  readonly params: Given<Id>
  readonly expected: Expected
  readonly parseAs: 'stream'
  readonly signal?: AbortSignal | undefined
  readonly querySerializer?: ((query: unknown) => string) | '' | null
}

/** Reads operations: parameters are checked before, statuses and bodies after. */
export interface Reader {
  readItem<O extends Id>(operationId: O, given: Given<O>, options?: ItemOptions): Promise<Body<O>>
  readList<O extends Id>(operationId: O, given: Given<O>, options?: CallOptions): Paged<Item<O>>
}

/** A reader of operations through `api`. Links to another origin than `origin` are refused, and what is refused of a call is told through `redact`. */
export function createReader(api: Api, origin: string, redact: Redactor['redact']): Reader {
  async function read(operationId: Id, init: ReadInit): Promise<unknown> {
    // Which path goes with which parameters is known to whoever names both, and was checked before.
    const path = callTable[operationId].path as '/api/video/room_sessions'
    try {
      const { data } = await api.GET(path, init as never)
      return data
    } catch (error) {
      // openapi-fetch goes on when the caller's reason is falsy.
      throw init.signal?.aborted ? init.signal.reason : error
    }
  }
  return {
    async readItem(operationId, given, options) {
      checkParameters(operationId, given, redact)
      return read(operationId, { ...options, params: given, expected: 'item', parseAs: 'stream' }) as never
    },
    readList(operationId, given, options) {
      const { cursor = null, prefetch = false, signal, ...limits } = options ?? {} // null is none
      const start = () => {
        const isValid = cursor === null || (isCursor(cursor) && redact(cursor) === cursor)
        const issues = isValid ? [] : [toIssue('cursor', 'option', 'a cursor', cursor)]
        checkParameters(operationId, given, redact, issues)
        return cursor
      }
      const init: ReadInit = { ...limits, params: given, expected: 'list', parseAs: 'stream' }
      const readPage = async (cursor: Cursor | null, signal: AbortSignal | undefined) => {
        const querySerializer = cursor && ((query: unknown) => toPageQuery(serializeQuery(query), cursor))
        try {
          return (await read(operationId, { ...init, signal, querySerializer })) as never
        } catch (error) {
          // A caller's reason is the caller's, whatever it is.
          if (!(error instanceof SignalWireError) || signal?.aborted) throw error
          // Only now the secret of a token function may be known.
          throw Object.assign(error, { cursor: cursor && redact(cursor) })
        }
      }
      return createPaged(operationId, readPage, start, origin, signal, prefetch, redact)
    },
  }
}
