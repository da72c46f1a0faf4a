import type { RoomRecording } from '../../generated/types.js'
import { type DownloadClient, type DownloadOptions, startDownload } from '../download/start.js'
import { toStream } from '../download/stream.js'
import { ResponseBodyError } from '../errors/response-body-error.js'
import type { Reader } from '../reader.js'

const operationId = 'get_room_recording'

/** The file of a recording. A link that has expired is replaced by that of the recording as it is read again. */
export function downloadRecording(
  client: DownloadClient,
  { readItem }: Reader,
  { id, uri, size_in_bytes: size }: Pick<RoomRecording, 'id' | 'uri' | 'size_in_bytes'>,
  given: DownloadOptions | undefined,
): ReadableStream<Uint8Array> {
  return toStream(given?.signal, async (signal) => {
    const options = { ...given, signal }
    const { mediaTtl, timeoutMs, retry } = options
    const link = uri === null ? undefined : { url: uri, size }
    return startDownload(client, operationId, link, options, async () => {
      const query = mediaTtl === undefined ? {} : { media_ttl: mediaTtl }
      const found = await readItem(operationId, { path: { id }, query }, { timeoutMs, retry, signal })
      if (typeof found.uri === 'string') return { url: found.uri, size: size ?? found.size_in_bytes }
      const message = client.redact(`the recording has no link, its status is ${found.status}`)
      throw new ResponseBodyError('unexpected-shape', message, { operationId })
    })
  })
}
