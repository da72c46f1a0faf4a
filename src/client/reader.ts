import { operationTable } from '../generated/operations.js'
import type { operations } from '../generated/types.js'
import type { Api } from './api.js'
import { isCursor, parseCursor } from './cursor.js'
import type { Expected } from './judge.js'
import type { LimitOptions } from './options.js'
import { createPaged, type Paged } from './paged.js'
import { checkParameters, toIssue } from './parameters.js'

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

/** Reads operations: parameters are checked before, statuses and bodies after. */
export interface Reader {
  readItem<O extends Id>(operationId: O, given: Given<O>, options?: ItemOptions): Promise<Body<O>>
  readList<O extends Id>(operationId: O, given: Given<O>, options?: CallOptions): Paged<Item<O>>
}

/** A reader of operations through `api`. Links to another origin than `origin` are refused. */
export function createReader(api: Api, origin: string): Reader {
  async function read(operationId: Id, params: Given<Id>, options: ItemOptions, expected: Expected): Promise<unknown> {
    // Which path goes with which parameters is known to whoever names both, and was checked before.
    const path = operationTable[operationId].path as '/api/video/room_sessions'
    const { data } = await api.GET(path, { ...options, expected, params, parseAs: 'stream' } as never)
    return data
  }
  return {
    async readItem(operationId, given, options = {}) {
      checkParameters(operationId, given)
      return read(operationId, given, options, 'item') as never
    },
    readList(operationId, given, { cursor = null, prefetch = false, signal, ...options } = {}) {
      const source = {
        operationId,
        origin,
        signal,
        prefetch,
        read: (cursor: string | null, signal: AbortSignal | undefined) =>
          read(
            operationId,
            { ...given, query: { ...given.query, ...parseCursor(cursor ?? '') } },
            { ...options, signal },
            'list',
          ) as never,
      }
      return createPaged(source, () => {
        const issues = cursor === null || isCursor(cursor) ? [] : [toIssue('cursor', 'option', 'a cursor', cursor)]
        checkParameters(operationId, given, issues)
        return cursor
      })
    },
  }
}
