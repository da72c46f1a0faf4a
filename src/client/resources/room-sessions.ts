import type {
  RoomRecording,
  RoomSession,
  RoomSessionEvent,
  RoomSessionMember,
  RoomSessionSummary,
} from '../../generated/types.js'
import { anything } from '../options.js'
import type { Paged } from '../paging/page.js'
import type { CallOptions, Filter, ItemOptions, Query, Reader } from '../reader.js'
import type { Call } from '../response-info.js'
import { type Clock, sleep } from '../transport/deadline.js'
import type { PeriodOptions } from './room-sessions-period.js'
import type { RoomSessionWatch, WatchOptions, WatchParts, WatchQuery } from './room-sessions-watch.js'

/** Query of a list of room sessions: filters and paging. */
export type RoomSessionQuery = Query<'list_room_sessions'>
/** Query of a list of members: paging. */
export type RoomSessionMemberQuery = Query<'list_room_session_members'>
/** Query of a list of events: paging. */
export type RoomSessionEventQuery = Query<'list_room_session_events'>
/** Query of a list of recordings: paging, and how long their links are valid. */
export type RoomSessionRecordingQuery = Query<'list_room_session_recordings'>

/** Options of a list of room sessions. */
export interface RoomSessionListOptions extends CallOptions, PeriodOptions {}

/** Reads room sessions. No method changes anything. */
export interface RoomSessions {
  /**
   * Lists all room sessions, or those that match a query. The service has no filter by time: with `since` or `until` the client
   * reads all pages and leaves the other sessions out.
   */
  list(query?: RoomSessionQuery, options?: RoomSessionListOptions): Paged<RoomSession>
  /** Reads one room session. @throws {NotFoundError} if no session has this id. */
  get(id: string, options?: ItemOptions): Call<RoomSessionSummary>
  /** Lists the members of a room session. */
  listMembers(id: string, query?: RoomSessionMemberQuery, options?: CallOptions): Paged<RoomSessionMember>
  /** Lists the events of a room session. */
  listEvents(id: string, query?: RoomSessionEventQuery, options?: CallOptions): Paged<RoomSessionEvent>
  /** Lists the recordings of a room session. Their links are valid for a limited time. */
  listRecordings(id: string, query?: RoomSessionRecordingQuery, options?: CallOptions): Paged<RoomRecording>
  /**
   * Reports changes in the sessions that match a query, found by polling: sessions start and end, members join and leave,
   * recordings are finished, limits are passed. The first poll reports the sessions in progress as started, and their members as
   * joined, at the times at which they did.
   *
   * Errors of the service are passed to `onError`, and polling continues. The watch ends with an error when the credentials are
   * refused, and with the reason of the signal when the signal is aborted. The next poll begins when you have received all
   * changes.
   */
  watch(query?: WatchQuery, options?: WatchOptions): RoomSessionWatch
}

/** The methods by operation. `client.ts` checks that there is one for each operation of the document. */
export interface RoomSessionMethods {
  list_room_sessions: RoomSessions['list']
  get_room_session: RoomSessions['get']
  list_room_session_members: RoomSessions['listMembers']
  list_room_session_events: RoomSessions['listEvents']
  list_room_session_recordings: RoomSessions['listRecordings']
}

/** Creates the methods of room sessions: one per operation, in the words of the document. */
export function createRoomSessions(reader: Reader, clock: Pick<Clock, 'now' | 'startTimer'>): RoomSessions {
  const { readItem, readList } = reader
  const watchClock = { now: clock.now, sleep: sleep.bind(undefined, clock) }
  return {
    list: (query = {}, options) => readList('list_room_sessions', { query }, options, toPeriodFilter(options ?? {})), // may be null
    get: (id, options) => readItem('get_room_session', { path: { id } }, options),
    listMembers: (id, query = {}, options) => readList('list_room_session_members', { path: { id }, query }, options),
    listEvents: (id, query = {}, options) => readList('list_room_session_events', { path: { id }, query }, options),
    listRecordings: (id, query = {}, options) =>
      readList('list_room_session_recordings', { path: { id }, query }, options),
    watch: (query, options) => {
      const parts = { reader, query: query ?? {}, options: options ?? {} } // may be null
      return createWatch({ ...parts, clock: parts.options.clock ?? watchClock })
    },
  }
}

/** Leaves sessions of other periods out of a list. Its code is loaded only for a call with a period. */
const toPeriodFilter = (options: PeriodOptions): Filter<RoomSession> => ({
  options: { since: anything, until: anything, assumeNewestFirst: anything },
  load:
    options.since === undefined && options.until === undefined
      ? undefined
      : async () => (await import('./room-sessions-period.js')).toSelection(options),
})

/** Creates a watch whose code is loaded when it is iterated, because most programs do not watch. */
function createWatch(parts: Omit<WatchParts, 'onState'>): RoomSessionWatch {
  let { state } = parts.options
  const onState: WatchParts['onState'] = (next) => {
    state = next
  }
  return {
    get state() {
      return state
    },
    async *[Symbol.asyncIterator]() {
      const { readChanges } = await import('./room-sessions-watch.js')
      yield* readChanges({ ...parts, onState })
    },
  }
}
