import {
  ApiError,
  ConnectionError,
  PaginationError,
  ResponseBodyError,
  type SignalWireError,
  TimeoutError,
} from '../../client/index.js'

/** The cause of an error without the service's own text, which may be as private as the rest of a response. */
export function toCause(error: SignalWireError): string {
  if (error instanceof ConnectionError || error instanceof TimeoutError) return error.message
  if (error instanceof ApiError) return `received status ${error.status}`
  if (error instanceof ResponseBodyError) return `its response cannot be read: ${error.reason}`
  return error instanceof PaginationError ? 'links.next cannot be followed' : error.code
}
