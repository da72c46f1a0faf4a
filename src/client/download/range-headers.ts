import type { ReplyHeaders } from '../transport/send.js'

/** What a `content-range` header says. */
export interface ContentRange {
  /** Offset of the first byte; undefined in a response without a byte. */
  readonly start: number | undefined
  /** Bytes of the whole file; null if that is not known. */
  readonly size: number | null
}

/** Reads a `content-range` header (RFC 9110, 14.4); `undefined` if it cannot be read. */
export function parseContentRange(header: string | null): ContentRange | undefined {
  const [, start, size] = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/i.exec(header?.trim() ?? '') ?? []
  if (size === undefined) return undefined
  return { start: start === undefined ? undefined : Number(start), size: size === '*' ? null : Number(size) }
}

/**
 * What tells the versions of a file apart, as `if-range` may have it (RFC 9110, 13.1.5): a strong entity tag, or the time of the last
 * modification of a file without a tag; null if the response has neither.
 */
export function findValidator(headers: Pick<ReplyHeaders, 'get'>): string | null {
  const tag = headers.get('etag')
  if (tag !== null) return /^"[\x21\x23-\x7e]*"$/.test(tag) ? tag : null
  const modified = headers.get('last-modified')
  // RFC 9110, 8.8.2.2: a file may change twice in one second, so the time of the response has to be a later one.
  const isStrong = modified !== null && Date.parse(headers.get('date') ?? '') - Date.parse(modified) >= 1000
  return isStrong ? modified : null
}
