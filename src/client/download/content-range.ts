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
