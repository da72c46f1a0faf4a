import type { UnprocessableContentError as ErrorDetail } from '../../generated/types.js'
import { SignalWireError } from './signalwire-error.js'

/** The service answered with a status other than 2xx. */
export class ApiError extends SignalWireError {
  static override readonly name: string = 'ApiError'
  /** Status code of the response. */
  declare readonly status: number
  /** Wait asked for by `Retry-After`, in milliseconds; undefined when the header is absent or unreadable. */
  declare readonly retryAfterMs: number | undefined
  /** Body of the response, parsed when it is JSON, else as text. Not enumerable: it may hold personal data. */
  declare readonly body: unknown
  /** Headers of the response. Not enumerable. */
  declare readonly headers: Headers
  /** What was wrong with the request, as a 422 says it; empty for other bodies. Not enumerable, but Node prints what is called `errors`. */
  declare readonly errors: readonly ErrorDetail[]

  constructor(message: string, status: number, headers: Headers, body: unknown, retryAfterMs: number | undefined) {
    super(message)
    Object.assign(this, { status, retryAfterMs })
    const { errors } = Object(body) as { errors?: unknown } // any JSON value, as an object
    const hidden = { headers, body, errors: Array.isArray(errors) ? errors : [] }
    for (const [name, value] of Object.entries(hidden)) Object.defineProperty(this, name, { value })
  }
}

/** 400: the request could not be understood. */
export class BadRequestError extends ApiError {
  static override readonly name: string = 'BadRequestError'
  declare readonly code: 'bad-request'
}

/** 401: the credentials are missing or wrong. */
export class AuthenticationError extends ApiError {
  static override readonly name: string = 'AuthenticationError'
  declare readonly code: 'authentication'
}

/** 403: the credentials may not do this. */
export class PermissionError extends ApiError {
  static override readonly name: string = 'PermissionError'
  declare readonly code: 'permission'
}

/** 404: there is no such thing. */
export class NotFoundError extends ApiError {
  static override readonly name: string = 'NotFoundError'
  declare readonly code: 'not-found'
}

/** 422: a parameter has a value that cannot be processed; `errors` says which. */
export class UnprocessableContentError extends ApiError {
  static override readonly name: string = 'UnprocessableContentError'
  declare readonly code: 'unprocessable-content'
}

/** 429: too many requests; `retryAfterMs` says when to come back. */
export class RateLimitError extends ApiError {
  static override readonly name: string = 'RateLimitError'
  declare readonly code: 'rate-limit'
}

/** 5xx: the service failed. */
export class ServerError extends ApiError {
  static override readonly name: string = 'ServerError'
  declare readonly code: 'server'
}

/** 3xx: the service points elsewhere. Redirects are not followed, for the credentials would go along. */
export class RedirectError extends ApiError {
  static override readonly name: string = 'RedirectError'
  declare readonly code: 'redirect'
}

const classes: Readonly<Record<number, typeof ApiError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionError,
  404: NotFoundError,
  422: UnprocessableContentError,
  429: RateLimitError,
}

const ranges: Readonly<Record<number, typeof ApiError>> = { 3: RedirectError, 5: ServerError }

/** Class of the error for a status; an exact one wins over its range. */
export function apiErrorClass(status: number): typeof ApiError {
  return classes[status] ?? ranges[Math.floor(status / 100)] ?? ApiError
}
