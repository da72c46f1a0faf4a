import { SignalWireError } from './signalwire-error.js'

/** One parameter that the document does not allow. */
export interface ParameterIssue {
  /** Name of the parameter. */
  readonly name: string
  /** Where it goes; `option` for what is no parameter of the operation, such as `cursor`. */
  readonly in: 'path' | 'query' | 'option'
  /** What the document allows, in words. */
  readonly expected: string
  /** What was given, as text, shortened. */
  readonly received: string
}

/** Parameters of a call break the document; nothing was sent. */
export class ParameterError extends SignalWireError {
  static override readonly name: string = 'ParameterError'
  declare readonly code: 'parameter'
  /** Every wrong parameter of the call, in the order given. */
  declare readonly issues: readonly ParameterIssue[]

  constructor(issues: readonly ParameterIssue[]) {
    super(
      issues
        .map((issue) => `${issue.in} ${issue.name}: expected ${issue.expected}, received ${issue.received}`)
        .join('; '),
    )
    Object.assign(this, { issues })
  }
}
