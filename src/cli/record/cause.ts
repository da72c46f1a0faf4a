import {
  ApiError,
  ConnectionError,
  PaginationError,
  ResponseBodyError,
  type SignalWireError,
  TimeoutError,
} from '../../client/index.js'

/** What went wrong, in words that are not the service's: what it says with an error can be as private as the rest of what it says. */
export function toCause(error: SignalWireError): string {
  if (error instanceof ConnectionError || error instanceof TimeoutError) return error.message
  if (error instanceof ApiError) return `received status ${error.status}`
  if (error instanceof ResponseBodyError) return `its response cannot be read: ${error.reason}`
  return error instanceof PaginationError ? 'links.next cannot be followed' : error.code
}
