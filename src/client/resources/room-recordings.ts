import type { RoomRecording, RoomSessionEvent } from '../../generated/types.js'
import type { Paged } from '../paging/page.js'
import type { CallOptions, ItemOptions, Query, Reader } from '../reader.js'
import type { Call } from '../response-info.js'

/** Paging of a list of recordings, and how long their links are valid. */
export type RoomRecordingQuery = Query<'list_room_recordings'>
/** How long the link of a recording is valid. */
export type RoomRecordingItemQuery = Query<'get_room_recording'>
/** Paging of a list of events. */
export type RoomRecordingEventQuery = Query<'list_room_recording_events'>

/** The operations on the recordings of all room sessions. All of them only read. */
export interface RoomRecordings {
  /** All recordings of the project; their links are valid for a limited time. */
  list(query?: RoomRecordingQuery, options?: CallOptions): Paged<RoomRecording>
  /** One recording, with a new link. @throws {NotFoundError} if no recording has this id. */
  get(id: string, query?: RoomRecordingItemQuery, options?: ItemOptions): Call<RoomRecording>
  /** The events of a recording. */
  listEvents(id: string, query?: RoomRecordingEventQuery, options?: CallOptions): Paged<RoomSessionEvent>
}

/** The methods by operation. `client.ts` checks that there is one for each operation of the document. */
export interface RoomRecordingMethods {
  list_room_recordings: RoomRecordings['list']
  get_room_recording: RoomRecordings['get']
  list_room_recording_events: RoomRecordings['listEvents']
}

/** Creates the methods of recordings: one per operation. */
export function createRoomRecordings({ readItem, readList }: Reader): RoomRecordings {
  return {
    list: (query = {}, options) => readList('list_room_recordings', { query }, options),
    get: (id, query = {}, options) => readItem('get_room_recording', { path: { id }, query }, options),
    listEvents: (id, query = {}, options) => readList('list_room_recording_events', { path: { id }, query }, options),
  }
}
