import { ResponseBodyError } from '../errors/response-body-error.js'

/** Most that is read of a body which only explains a refusal. */
const maxRefusalBytes = 1_048_576

/**
 * A function that counts the bytes of a body, piece by piece; false when enough has been read.
 *
 * What a refusal says is cut at 1 MiB, so that its status is not lost over its length.
 *
 * @throws {ResponseBodyError} when a body of 2xx grows over the limit.
 */
export function createByteCounter(status: number, maxResponseBytes: number): (piece: Uint8Array) => boolean {
  let length = 0
  return (piece) => {
    length += piece.length
    if (status >= 300) return length < maxRefusalBytes
    if (length <= maxResponseBytes) return true
    throw new ResponseBodyError('too-large', `the body has more than ${maxResponseBytes} bytes (maxResponseBytes)`)
  }
}
