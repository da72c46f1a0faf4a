import type { RoomRecording } from '../../generated/types.js'
import { type DownloadClient, type DownloadOptions, startDownload } from '../download/start.js'
import { ResponseBodyError } from '../errors/client-errors.js'
import type { Reader } from '../reader.js'

const operationId = 'get_room_recording'

/** Returns the pieces of a recording's file. When the link has expired, it reads the recording again to get a new link. */
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

/** Returns the size of a file in bytes; null if the recording has no size, or an impossible one. */
const toSize = (size: unknown): number | null => (Number.isSafeInteger(size) && Number(size) >= 0 ? Number(size) : null)
