import type { RoomRecording, RoomSessionEvent } from '../../generated/types.js'
import type { DownloadClient, DownloadOptions } from '../download/start.js'
import { toStream } from '../download/stream.js'
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
  /**
   * The file of a recording, as a stream of its bytes. A broken connection is continued where it broke, and a link that has expired (403,
   * 404, 410) is asked for again. `timeoutMs` is the longest time without a byte.
   *
   * The stream fails with a `ResponseBodyError` of the reason `wrong-size` if the file has another size than the recording says.
   * Of a recording without a size, only what the server says of it is compared.
   */
  download(
    recording: Pick<RoomRecording, 'id' | 'uri' | 'size_in_bytes'>,
    options?: DownloadOptions,
  ): ReadableStream<Uint8Array>
}

/** The methods by operation. `client.ts` checks that there is one for each operation of the document. */
export interface RoomRecordingMethods {
  list_room_recordings: RoomRecordings['list']
  get_room_recording: RoomRecordings['get']
  list_room_recording_events: RoomRecordings['listEvents']
}

/** Creates the methods of recordings: one per operation. */
export function createRoomRecordings(reader: Reader, client: DownloadClient): RoomRecordings {
  const { readItem, readList } = reader
  return {
    list: (query = {}, options) => readList('list_room_recordings', { query }, options),
    get: (id, query = {}, options) => readItem('get_room_recording', { path: { id }, query }, options),
    listEvents: (id, query = {}, options) => readList('list_room_recording_events', { path: { id }, query }, options),
    download: (recording, options) =>
      toStream(options?.signal, async (signal) => {
        // Loaded when it is needed, because most programs of the browser do not.
        const { downloadRecording } = await import('./room-recordings-download.js')
        return downloadRecording(client, reader, recording, { ...options, signal })
      }),
  }
}
