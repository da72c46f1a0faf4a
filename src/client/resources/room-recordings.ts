import type { RoomRecording, RoomSessionEvent } from '../../generated/types.js'
import type { DownloadClient, DownloadOptions } from '../download/start.js'
import { toStream } from '../download/stream.js'
import { ResponseBodyError } from '../errors/response-body-error.js'
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
export function createRoomRecordings({ readItem, readList }: Reader, client: DownloadClient): RoomRecordings {
  const operationId = 'get_room_recording'
  return {
    list: (query = {}, options) => readList('list_room_recordings', { query }, options),
    get: (id, query = {}, options) => readItem(operationId, { path: { id }, query }, options),
    listEvents: (id, query = {}, options) => readList('list_room_recording_events', { path: { id }, query }, options),
    download: ({ id, uri, size_in_bytes: size }, given) =>
      toStream(given?.signal, async (signal) => {
        // Loaded when it is needed, because most programs of the browser do not.
        const { startDownload } = await import('../download/start.js')
        const options = { ...given, signal }
        const { mediaTtl, timeoutMs, retry } = options
        const known = toSize(size)
        const link = typeof uri === 'string' ? { url: uri, size: known } : undefined
        return startDownload(client, operationId, link, options, async () => {
          const query = mediaTtl === undefined ? {} : { media_ttl: mediaTtl }
          const found = await readItem(operationId, { path: { id }, query }, { timeoutMs, retry, signal })
          if (typeof found.uri === 'string') return { url: found.uri, size: known ?? toSize(found.size_in_bytes) }
          const message = client.redact(`the recording has no link, its status is ${found.status}`)
          throw new ResponseBodyError('unexpected-shape', message, { operationId })
        })
      }),
  }
}

/** The size of a file in bytes; null if the service says none, or nothing that can be one. */
const toSize = (size: unknown): number | null => (Number.isSafeInteger(size) && Number(size) >= 0 ? Number(size) : null)
