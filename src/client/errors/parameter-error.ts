import { type ErrorDetails, SignalWireError } from './signalwire-error.js'

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
