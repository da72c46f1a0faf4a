import type { ReplyHeaders } from '../transport/send.js'

/** What a `content-range` header says. */
export interface ContentRange {
  /** Offset of the first byte; undefined in a response without bytes (416). */
  readonly start: number | undefined
  /** Size of the whole file in bytes; null if it is not known. */
  readonly size: number | null
}

/** Reads a `content-range` header (RFC 9110, 14.4); `undefined` if it cannot be read. */
export function parseContentRange(header: string | null): ContentRange | undefined {
  const [, start, size] = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/i.exec(header?.trim() ?? '') ?? []
  if (size === undefined) return undefined
  return { start: start === undefined ? undefined : Number(start), size: size === '*' ? null : Number(size) }
}

/**
 * Returns what identifies the version of a file in `if-range` (RFC 9110, 13.1.5): its strong entity tag or, without a tag, the
 * time of its last modification; null if the response has neither.
 */
export function findValidator(headers: Pick<ReplyHeaders, 'get'>): string | null {
  const tag = headers.get('etag')
  if (tag !== null) return /^"[\x21\x23-\x7e]*"$/.test(tag) ? tag : null
  const modified = headers.get('last-modified')
  // RFC 9110, 8.8.2.2: a file may change twice in one second, so the response has to be from a later second than the
  // modification.
  const isStrong = modified !== null && Date.parse(headers.get('date') ?? '') - Date.parse(modified) >= 1000
  return isStrong ? modified : null
}
