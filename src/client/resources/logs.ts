import type { VideoLogEntry } from '../../generated/types.js'
import type { Paged } from '../paging/page.js'
import type { CallOptions, ItemOptions, Query, Reader } from '../reader.js'
import type { Call } from '../response-info.js'

/** Filters and paging of a list of logs. */
export type LogQuery = Query<'list_logs'>

/** Reads video logs: what was charged for room sessions and conferences. No method changes anything. */
export interface Logs {
  /**
   * Lists all logs, or those that match a query. Discarded logs, which have only three properties, are listed only with
   * `include_deleted`.
   */
  list(query?: LogQuery, options?: CallOptions): Paged<VideoLogEntry>
  /** Reads one log. @throws {NotFoundError} if no log has this id. */
  get(id: string, options?: ItemOptions): Call<VideoLogEntry>
}

/** The methods by operation. `client.ts` checks that there is one for each operation of the document. */
export interface LogMethods {
  list_logs: Logs['list']
  get_log: Logs['get']
}

/** Creates the methods of logs: one per operation. */
export function createLogs({ readItem, readList }: Reader): Logs {
  return {
    list: (query = {}, options) => readList('list_logs', { query }, options),
    get: (id, options) => readItem('get_log', { path: { id } }, options),
  }
}
