import { ResponseBodyError } from '../errors/response-body-error.js'

/** Most that is read of a body which only explains a refusal. */
const maxRefusalBytes = 1_048_576

/** Whether a status refuses or leads elsewhere, so that it says more than a body. */
export const isRefusal = (status: number): boolean => status >= 300

/**
 * A function that says whether more of a body is to be read, by the length of what has been read, in bytes.
 *
 * What a refusal says is cut at 1 MiB, so that its status is not lost over its length.
 *
 * @throws {ResponseBodyError} when a body of 2xx is over the limit.
 */
export function createBodyLimit(status: number, maxResponseBytes: number): (length: number) => boolean {
  return (length) => {
    if (isRefusal(status)) return length < maxRefusalBytes
    if (length <= maxResponseBytes) return true
    throw new ResponseBodyError('too-large', `expected at most ${maxResponseBytes} bytes`)
  }
}
