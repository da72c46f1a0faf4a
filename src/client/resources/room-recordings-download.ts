import type { RoomRecording } from '../../generated/types.js'
import { type DownloadClient, type DownloadOptions, startDownload } from '../download/start.js'
import { ResponseBodyError } from '../errors/response-body-error.js'
import type { Reader } from '../reader.js'

const operationId = 'get_room_recording'

/** The pieces of the file of a recording. A link that has expired is replaced by that of the recording as it is read again. */
export function downloadRecording(
  client: DownloadClient,
  { readItem }: Reader,
  { id, uri, size_in_bytes: size }: Pick<RoomRecording, 'id' | 'uri' | 'size_in_bytes'>,
  options: DownloadOptions & { readonly signal: AbortSignal },
): AsyncGenerator<Uint8Array> {
  const { mediaTtl, timeoutMs, retry, signal } = options
  const known = toSize(size)
  const link = typeof uri === 'string' ? { url: uri, size: known } : undefined
  return startDownload(client, operationId, link, options, async () => {
    const query = mediaTtl === undefined ? {} : { media_ttl: mediaTtl }
    const found = await readItem(operationId, { path: { id }, query }, { timeoutMs, retry, signal })
    if (typeof found.uri === 'string') return { url: found.uri, size: known ?? toSize(found.size_in_bytes) }
    const message = client.redact(`the recording has no link, its status is ${found.status}`)
    throw new ResponseBodyError('unexpected-shape', message, { operationId })
  })
}

/** The size of a file in bytes; null if the service says none, or nothing that can be one. */
const toSize = (size: unknown): number | null => (Number.isSafeInteger(size) && Number(size) >= 0 ? Number(size) : null)
