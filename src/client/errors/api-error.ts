import type { UnprocessableContentError as ErrorDetail } from '../../generated/types.js'
import { type ErrorDetails, SignalWireError } from './signalwire-error.js'

/** What an `ApiError` says about the response. */
export type FailedResponse = Pick<ApiError, 'status' | 'headers' | 'body' | 'retryAfterMs' | 'requestId'>

/** The service answered with a status other than 2xx. */
export class ApiError extends SignalWireError {
  static override readonly name: string = 'ApiError'
  readonly code: string = 'api'
  /** Status code of the response. */
  declare readonly status: number
  /** Delay that `Retry-After` asks for, in milliseconds; undefined if the header is missing or invalid. */
  declare readonly retryAfterMs: number | undefined
  /** The service's id of the request, for its support team; null, and not enumerable, if the response has no id. */
  declare readonly requestId: string | null
  /** Body of the response, parsed if it is JSON, otherwise as text. Not enumerable: it may hold personal data. */
  declare readonly body: unknown
  /** Headers of the response. Not enumerable. */
  declare readonly headers: Headers
  /** What was wrong with the request: the `errors` in the body of a 422. Empty for other bodies. Not enumerable. */
  declare readonly errors: readonly ErrorDetail[]

  constructor(message: string, failed: FailedResponse, details?: ErrorDetails) {
    const { status, headers, body, retryAfterMs, requestId } = failed
    super(message, details)
    const { errors } = Object(body) as { errors?: unknown } // any JSON value, as an object
    Object.assign(this, { status, retryAfterMs })
    const others = { requestId, headers, body, errors: Array.isArray(errors) ? errors : [] }
    for (const [name, value] of Object.entries(others)) {
      Object.defineProperty(this, name, { value, enumerable: name === 'requestId' && value !== null })
    }
  }
}

/** 400: the request could not be understood. */
export class BadRequestError extends ApiError {
  static override readonly name: string = 'BadRequestError'
  override readonly code = 'bad-request'
}

/** 401: the credentials are missing or wrong. */
export class AuthenticationError extends ApiError {
  static override readonly name: string = 'AuthenticationError'
  override readonly code = 'authentication'
}

/** 403: the credentials do not allow this. */
export class PermissionError extends ApiError {
  static override readonly name: string = 'PermissionError'
  override readonly code = 'permission'
}

/** 404: the thing asked for does not exist. */
export class NotFoundError extends ApiError {
  static override readonly name: string = 'NotFoundError'
  override readonly code = 'not-found'
}

/** 422: the value of a parameter cannot be processed; `errors` says which. */
export class UnprocessableContentError extends ApiError {
  static override readonly name: string = 'UnprocessableContentError'
  override readonly code = 'unprocessable-content'
}

/** 429: too many requests; `retryAfterMs` says how long to wait. */
export class RateLimitError extends ApiError {
  static override readonly name: string = 'RateLimitError'
  override readonly code = 'rate-limit'
}

/** 5xx: the service failed. */
export class ServerError extends ApiError {
  static override readonly name: string = 'ServerError'
  override readonly code = 'server'
}

/** 3xx: a redirect. Redirects are not followed, so that credentials go to the configured origin only. */
export class RedirectError extends ApiError {
  static override readonly name: string = 'RedirectError'
  override readonly code = 'redirect'
}

/** Error classes by status, or by the first digit of a range. */
const classes: Readonly<Record<number, typeof ApiError>> = {
  3: RedirectError,
  5: ServerError,
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionError,
  404: NotFoundError,
  422: UnprocessableContentError,
  429: RateLimitError,
}

/** Returns the error class for a status; an exact status wins over its range. */
export function apiErrorClass(status: number): typeof ApiError {
  return classes[status] ?? classes[Math.floor(status / 100)] ?? ApiError
}
