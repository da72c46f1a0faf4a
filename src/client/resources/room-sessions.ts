import type {
  RoomRecording,
  RoomSession,
  RoomSessionEvent,
  RoomSessionMember,
  RoomSessionSummary,
} from '../../generated/types.js'
import type { Paged } from '../paging/page.js'
import type { CallOptions, Filter, ItemOptions, Query, Reader } from '../reader.js'
import type { Call } from '../response-info.js'
import { type Clock, sleep } from '../transport/deadline.js'
import type { PeriodOptions } from './room-sessions-period.js'
import type { RoomSessionWatch, WatchOptions, WatchParts, WatchQuery } from './room-sessions-watch.js'

/** Filters and paging of a list of room sessions. */
export type RoomSessionQuery = Query<'list_room_sessions'>
/** Paging of a list of members. */
export type RoomSessionMemberQuery = Query<'list_room_session_members'>
/** Paging of a list of events. */
export type RoomSessionEventQuery = Query<'list_room_session_events'>
/** Paging of a list of recordings, and how long their links are valid. */
export type RoomSessionRecordingQuery = Query<'list_room_session_recordings'>

/** Options of a list of room sessions. */
export interface RoomSessionListOptions extends CallOptions, PeriodOptions {}

/** The operations on room sessions. All of them only read. */
export interface RoomSessions {
  /**
   * All room sessions, or those that match a query. The service has no filter by time: with `since` or `until` all pages are read, and
   * sessions of other times are left out of them.
   */
  list(query?: RoomSessionQuery, options?: RoomSessionListOptions): Paged<RoomSession>
  /** One room session. @throws {NotFoundError} if no session has this id. */
  get(id: string, options?: ItemOptions): Call<RoomSessionSummary>
  /** The members of a room session. */
  listMembers(id: string, query?: RoomSessionMemberQuery, options?: CallOptions): Paged<RoomSessionMember>
  /** The events of a room session. */
  listEvents(id: string, query?: RoomSessionEventQuery, options?: CallOptions): Paged<RoomSessionEvent>
  /** The recordings of a room session; their links are valid for a limited time. */
  listRecordings(id: string, query?: RoomSessionRecordingQuery, options?: CallOptions): Paged<RoomRecording>
  /**
   * What changes in the sessions that match a query, found by polling: sessions start and end, members join and leave, recordings are finished,
   * limits are passed. Sessions that are in progress at the first poll have started, and their members have joined, at their own times.
   *
   * Errors of the service are passed to `onError`, and polling goes on. It ends with an error when the credentials are refused, and with the
   * reason of the signal when that is aborted. The next poll begins when all changes were taken.
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

/** Leaves the sessions of other periods out. Its code is loaded when there is a period. */
const toPeriodFilter = (options: PeriodOptions): Filter<RoomSession> => ({
  options: ['since', 'until', 'assumeNewestFirst'],
  load:
    options.since === undefined && options.until === undefined
      ? undefined
      : async () => (await import('./room-sessions-period.js')).toSelection(options),
})

/** A watch whose code is loaded when it is iterated: most programs do not watch. */
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
