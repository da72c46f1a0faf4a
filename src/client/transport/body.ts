import { ResponseBodyError } from '../errors/response-body-error.js'

/** Limit for the body of a redirect or an error, in bytes. */
const maxFailedBytes = 1_048_576

/** True for a redirect or an error. Such a status is reported even if its body cannot be read. */
export const isFailed = (status: number): boolean => status >= 300

/**
 * Returns a function that says whether to read on, given the number of bytes read so far.
 *
 * The body of a redirect or an error is cut off at 1 MiB.
 *
 * For any other body over the limit the function throws a `ResponseBodyError`.
 */
export function createBodyLimit(status: number, maxResponseBytes: number): (length: number) => boolean {
  return (length) => {
    if (isFailed(status)) return length < maxFailedBytes
    if (length <= maxResponseBytes) return true
    throw new ResponseBodyError(
      'too-large',
      `the body is too large: expected at most ${maxResponseBytes} bytes, see maxResponseBytes`,
    )
  }
}
