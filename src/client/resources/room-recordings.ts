import type { RoomRecording, RoomSessionEvent } from '../../generated/types.js'
import type { DownloadClient, DownloadOptions } from '../download/start.js'
import { toStream } from '../download/stream.js'
import type { Paged } from '../paging/page.js'
import type { CallOptions, ItemOptions, Query, Reader } from '../reader.js'
import type { Call } from '../response-info.js'

/** Query of a list of recordings: paging, and how long their links are valid. */
export type RoomRecordingQuery = Query<'list_room_recordings'>
/** Query of one recording: how long its link is valid. */
export type RoomRecordingItemQuery = Query<'get_room_recording'>
/** Query of a list of events: paging. */
export type RoomRecordingEventQuery = Query<'list_room_recording_events'>

/** Reads the recordings of all room sessions. No method changes anything. */
export interface RoomRecordings {
  /** Lists all recordings of the project. Their links are valid for a limited time. */
  list(query?: RoomRecordingQuery, options?: CallOptions): Paged<RoomRecording>
  /** Reads one recording, with a new link. @throws {NotFoundError} if no recording has this id. */
  get(id: string, query?: RoomRecordingItemQuery, options?: ItemOptions): Call<RoomRecording>
  /** Lists the events of a recording. */
  listEvents(id: string, query?: RoomRecordingEventQuery, options?: CallOptions): Paged<RoomSessionEvent>
  /**
   * Returns the file of a recording as a stream of bytes. When the connection breaks, the stream goes on where it broke; when the
   * link has expired (403, 404, 410), it gets a new one. `timeoutMs` is how long the connection may be silent.
   *
   * The stream fails with a `ResponseBodyError` of the reason `wrong-size` if the file does not have the size that the recording
   * says or, for a recording without a size, the size that the server announces.
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
        // Loaded when it is needed, because most programs in a browser never download.
        const { downloadRecording } = await import('./room-recordings-download.js')
        return downloadRecording(client, reader, recording, { ...options, signal })
      }),
  }
}
