import { anything, type Check, checkOptions, itemOptions, type LimitOptions, resolveLimits } from '../options.js'
import { findNumberMismatch } from '../parameters.js'
import type { Limits } from '../transport/transport.js'
import type { DownloadWorld } from './attempt.js'
import { type DownloadStart, download, type Link } from './download.js'

/** Options of a download. */
export interface DownloadOptions extends Pick<LimitOptions, 'timeoutMs' | 'retry'> {
  /** Ends the download at once; the stream fails with the reason of the signal. */
  signal?: AbortSignal | undefined
  /**
   * Sends the credentials if the link leads to the space itself: for a project that protects its media. They are never sent to
   * another origin, nor to the target of a redirect.
   * @default false
   */
  withCredentials?: boolean | undefined
  /** How long a new link is valid, in seconds, if the first one expires. @default the service's own, 900 */
  mediaTtl?: number | undefined
  /** Offset of the first byte to read, to continue an earlier download. @default 0 */
  start?: number | undefined
  /**
   * The `validator` that `onStart` received for the earlier bytes. If the file has changed since, the download begins at 0 again.
   */
  validator?: string | null | undefined
  /**
   * Called before the first byte. It receives `start: 0` if the server sends the whole file although a later byte was requested.
   */
  onStart?: ((start: DownloadStart) => void) | undefined
}

const downloadOptions: { readonly [Name in keyof DownloadOptions]-?: Check } = {
  timeoutMs: itemOptions.timeoutMs,
  retry: itemOptions.retry,
  signal: itemOptions.signal,
  withCredentials: anything,
  mediaTtl: anything,
  start: (value) => findNumberMismatch(value, 0, Number.MAX_SAFE_INTEGER),
  validator: anything,
  onStart: anything,
}

/** What all downloads of a client need. */
export interface DownloadClient extends DownloadWorld {
  readonly limits: Limits
}

/**
 * Checks the options, and returns the pieces of a file.
 *
 * @param link the first link; undefined to ask for one with `renew`
 * @throws {ConfigurationError} for an option that is unknown or invalid
 */
export function startDownload(
  client: DownloadClient,
  operationId: string,
  link: Link | undefined,
  options: DownloadOptions & { readonly signal: AbortSignal },
  renew: () => Promise<Link>,
): AsyncGenerator<Uint8Array> {
  const details = { operationId }
  checkOptions(options, downloadOptions, details)
  const { withCredentials, start = 0, validator = null, onStart, signal } = options
  const { timeoutMs, retry } = resolveLimits(options, client.limits, details)
  const limits = { signal, timeoutMs, retry, withCredentials: withCredentials === true }
  return download(client, { ...limits, link, renew, start, validator, onStart })
}
