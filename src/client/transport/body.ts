import { ResponseBodyError } from '../errors/response-body-error.js'

/** Gathers a body piece by piece, within a limit. */
export interface BodyCollector {
  /** Takes a piece. @throws {ResponseBodyError} when a body of 2xx grows over the limit. @returns false when enough was read. */
  add(piece: Uint8Array): boolean
  /** The text so far: UTF-8 (RFC 8259, 8.1), a byte order mark left out. */
  text(): string
}

/** Most that is read of a body which only explains a refusal. */
const maxRefusalBytes = 1_048_576

/** A collector that counts bytes. What a refusal says is cut at 1 MiB instead, so that its status is not lost over its length. */
export function createBodyCollector(status: number, maxResponseBytes: number): BodyCollector {
  const succeeded = status >= 200 && status < 300
  const limit = succeeded ? maxResponseBytes : Math.min(maxResponseBytes, maxRefusalBytes)
  const pieces: Uint8Array[] = []
  let length = 0
  return {
    add(piece) {
      length += piece.length
      if (length <= limit) {
        pieces.push(piece)
        return true
      }
      if (succeeded) {
        throw new ResponseBodyError('too-large', `the body has more than ${limit} bytes (maxResponseBytes)`)
      }
      pieces.push(piece.subarray(0, limit - length))
      length = limit
      return false
    },
    text() {
      return new TextDecoder().decode(join(pieces, length))
    },
  }
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array {
  if (pieces.length === 1 && pieces[0]) return pieces[0]
  const joined = new Uint8Array(length)
  let offset = 0
  for (const piece of pieces) {
    joined.set(piece, offset)
    offset += piece.length
  }
  return joined
}
