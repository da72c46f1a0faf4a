import { ConfigurationError } from '../errors/configuration-error.js'
import { type LimitOptions, refuseUnknown, resolveLimits } from '../options.js'
import { findNumberMismatch } from '../parameters.js'
import type { Limits } from '../transport/transport.js'
import { type DownloadStart, type DownloadWorld, download, type Link } from './download.js'

/** Options of a download. */
export interface DownloadOptions extends Pick<LimitOptions, 'timeoutMs' | 'retry'> {
  /** Ends the download at once; the stream fails with the reason of the signal. */
  signal?: AbortSignal | undefined
  /**
   * Sends the credentials with requests for links to the space itself, for a project that protects its media. They are never sent to
   * another origin, nor to the target of a redirect. @default false
   */
  withCredentials?: boolean | undefined
  /** Seconds that new links are valid, if the first one expires. @default the service's own, 900 */
  mediaTtl?: number | undefined
  /** First byte wanted, to continue an earlier download. @default 0 */
  start?: number | undefined
  /** The `etag` that `onStart` gave for the earlier bytes: if the file has another one now, it begins at 0 again. */
  etag?: string | null | undefined
  /** Called before the first byte. Its `start` is 0 if the server sends the whole file, although `start` was greater. */
  onStart?: ((start: DownloadStart) => void) | undefined
}

/** Names of the options of a download. */
const downloadOptions = ['timeoutMs', 'retry', 'signal', 'withCredentials', 'mediaTtl', 'start', 'etag', 'onStart']

/** What all downloads of a client need. */
export interface DownloadClient extends DownloadWorld {
  readonly limits: Limits
}

/**
 * The pieces of a file.
 *
 * @param link to begin with; undefined if one has to be asked for with `renew`
 * @throws {ConfigurationError} for an option that is unknown or invalid
 */
export function startDownload(
  client: DownloadClient,
  operationId: string,
  link: Link | undefined,
  options: DownloadOptions & { readonly signal: AbortSignal },
  renew: () => Promise<Link>,
): AsyncGenerator<Uint8Array> {
  const details = () => ({ operationId })
  refuseUnknown(options, downloadOptions, details)
  const { withCredentials = false, start = 0, etag = null, onStart, signal } = options
  const expected = findNumberMismatch(start, 0, Number.MAX_SAFE_INTEGER)
  if (expected) throw new ConfigurationError(`start: expected ${expected}`, details())
  const { timeoutMs, retry } = resolveLimits(options, client.limits, details)
  const isTrusted = withCredentials === true
  const request = {
    operationId,
    link,
    renew,
    signal,
    timeoutMs,
    retry,
    withCredentials: isTrusted,
    start,
    etag,
    onStart,
  }
  return download(client, request)
}
