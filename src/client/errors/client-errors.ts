import { type ErrorDetails, SignalWireError } from './signalwire-error.js'

/** An option, an environment variable or a credential is missing or invalid; nothing was sent. */
export class ConfigurationError extends SignalWireError {
  static override readonly name: string = 'ConfigurationError'
  readonly code = 'configuration'
}

/** No response came: the name was not resolved, or the connection was refused or broken. `cause` says which. */
export class ConnectionError extends SignalWireError {
  static override readonly name: string = 'ConnectionError'
  readonly code = 'connection'
}

/** A deadline passed before the whole response, headers and body, had arrived. */
export class TimeoutError extends SignalWireError {
  static override readonly name: string = 'TimeoutError'
  readonly code = 'timeout'
  /** Which deadline passed: that of one attempt, or that of the whole call. */
  declare readonly scope: 'attempt' | 'total'
  /** The deadline, in milliseconds. */
  declare readonly timeoutMs: number

  constructor(scope: 'attempt' | 'total', timeoutMs: number, details?: ErrorDetails) {
    super(`no complete response within ${timeoutMs} ms (${scope})`, details)
    this.scope = scope
    this.timeoutMs = timeoutMs
  }
}

/** Why a body could not be used. */
export type ResponseBodyReason =
  | 'empty'
  | 'not-json'
  | 'truncated'
  | 'undecodable'
  | 'too-large'
  | 'wrong-size'
  | 'unexpected-shape'

/** A response came, but its body cannot be used. The error does not hold the body. */
export class ResponseBodyError extends SignalWireError {
  static override readonly name: string = 'ResponseBodyError'
  readonly code = 'response-body'
  declare readonly reason: ResponseBodyReason

  constructor(reason: ResponseBodyReason, message: string, details?: ErrorDetails) {
    super(message, details)
    this.reason = reason
  }
}

/**
 * Why the client does not follow `links.next`: the link is unusable, the client has read `maxPages` pages or 100 empty ones in a
 * row, or the list contradicts `assumeNewestFirst`.
 */
export type PaginationReason =
  | 'malformed'
  | 'other-origin'
  | 'loop'
  | 'too-many-pages'
  | 'empty-pages'
  | 'contradiction'

/** The link to the next page cannot be followed; it was not requested. */
export class PaginationError extends SignalWireError {
  static override readonly name: string = 'PaginationError'
  readonly code = 'pagination'
  declare readonly reason: PaginationReason

  constructor(reason: PaginationReason, message: string, details?: ErrorDetails) {
    super(message, details)
    this.reason = reason
  }
}

/** One parameter or option that is not valid. */
export interface ParameterIssue {
  /** Name of the parameter. */
  readonly name: string
  /** Where the parameter is sent; `option` for an option of the call such as `cursor`, which is not sent. */
  readonly in: 'path' | 'query' | 'option'
  /** What the document allows. */
  readonly expected: string
  /** The value given, as text, shortened. */
  readonly received: string
}

/** Parameters of a call do not match the document; nothing was sent. */
export class ParameterError extends SignalWireError {
  static override readonly name: string = 'ParameterError'
  readonly code = 'parameter'
  /** Every invalid parameter of the call, in the order given. */
  declare readonly issues: readonly ParameterIssue[]

  constructor(issues: readonly ParameterIssue[], details?: ErrorDetails) {
    super(
      issues
        .map((issue) => `${issue.in} ${issue.name}: expected ${issue.expected}, received ${issue.received}`)
        .join('; '),
      details,
    )
    this.issues = issues
  }
}
