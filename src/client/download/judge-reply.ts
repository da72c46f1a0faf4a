import { ResponseBodyError } from '../errors/client-errors.js'
import type { ErrorDetails } from '../errors/signalwire-error.js'
import type { OpenResponse } from '../transport/send.js'
import { findValidator, parseContentRange } from './file-headers.js'

/** What the responses so far have said about the file. */
export interface KnownFile {
  /** Identifies the version of the file; null if it is not known. */
  readonly validator: string | null
  /** Size of the whole file in bytes; null if it is not known. */
  readonly total: number | null
}

/** How far a download has got. */
export interface Position extends KnownFile {
  /** Offset of the byte that is wanted next. */
  readonly at: number
  /** True if the request asked for a range that begins there. */
  readonly isRanged: boolean
  /** True once the caller has been given the offset of the first byte, which therefore cannot change any more. */
  readonly isStarted: boolean
}

/** What to do with a response. */
export type Verdict =
  /** Read its body, whose first byte has the offset `start`. */
  | ({ readonly next: 'read'; readonly start: number } & KnownFile)
  /** The caller already has all bytes of the file. */
  | { readonly next: 'end'; readonly total: number }
  /** Send another request, from byte `at` on or without a range. */
  | { readonly next: 'ask'; readonly at: number; readonly hasRanges: boolean }
  /** Fail with the error for its status. */
  | { readonly next: 'refuse' }

/**
 * Decides what to do with the response to a request for a file or the rest of one.
 *
 * @throws {ResponseBodyError} if neither this response nor another request can give the file
 */
export function judgeReply(
  { status, headers }: Pick<OpenResponse, 'status' | 'headers'>,
  position: Position,
  details: () => ErrorDetails,
): Verdict {
  const { at, isRanged, isStarted } = position
  const range = parseContentRange(headers.get('content-range'))
  if (status === 416 && isRanged) {
    if (range && range.size === at) return { next: 'end', total: at }
    if (isStarted) throw changed(details)
    return { next: 'ask', at: 0, hasRanges: false }
  }
  if (status !== 200 && status !== 206) return { next: 'refuse' }
  const coding = headers.get('content-encoding')
  if (coding && coding !== 'identity') {
    throw new ResponseBodyError('undecodable', 'expected no content-encoding, received a compressed file', details())
  }
  if (status === 206 && range?.start !== at) {
    if (isRanged) return { next: 'ask', at, hasRanges: false }
    throw new ResponseBodyError('unexpected-shape', 'received a range that was not requested', details())
  }
  const total = status === 206 ? (range?.size ?? null) : parseLength(headers.get('content-length'))
  const file: KnownFile = { validator: findValidator(headers), total }
  if (differ(position.validator, file.validator) || differ(position.total, file.total)) {
    if (isStarted) throw changed(details)
    // The server ignored `if-range`.
    if (status === 206 && at > 0) return { next: 'ask', at: 0, hasRanges: true }
  }
  return { next: 'read', start: status === 206 ? at : 0, ...file }
}

const changed = (details: () => ErrorDetails) =>
  new ResponseBodyError('unexpected-shape', 'the file changed while it was read', details())

const differ = <T>(one: T | null, other: T | null) => one !== null && other !== null && one !== other

const parseLength = (header: string | null) => (/^\d+$/.test(header ?? '') ? Number(header) : null)
