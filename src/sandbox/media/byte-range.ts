/** The bytes that a request asks for. `end` is the first byte after them. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/**
 * Reads the `range` header of a request for something of `size` bytes (RFC 9110, 14.1.2). Returns `unsatisfiable` if the range is
 * beyond the end, and `undefined` if the server ignores the header: another unit, a syntax error, or several ranges, which a
 * server need not support.
 */
export function parseByteRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const [, first, last] = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined
  if (first === '') {
    const length = Math.min(size, Number(last))
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size }
  }
  const start = Number(first)
  if (last !== '' && Number(last) < start) return undefined
  if (start >= size) return 'unsatisfiable'
  return { start, end: last === '' ? size : Math.min(size, Number(last) + 1) }
}
