import type { Operation } from '../../openapi/index.js'
import type { Finding } from '../findings/finding.js'
import type { Interaction } from '../interaction/interaction.js'

/** A request without a response. */
export type Request = Interaction['request']

/** A request that is about to be sent to an operation. */
export interface PlannedRequest {
  readonly operation: Operation
  readonly request: Request
  /** The part that is special about it: `query page_size`, `body`, or `request` for all of it. */
  readonly at: string
  /** What is special about it: `with as little as possible`. */
  readonly description: string
  /** Present if the request breaks a rule of the document on purpose. */
  readonly broken?: BrokenRule
}

/** The rule that a request breaks. */
export interface BrokenRule extends Pick<Finding, 'at' | 'rule' | 'line' | 'keyword'> {
  /** How it is broken: `expected at least 1, received 0 (minimum)`. */
  readonly message: string
  /** True if many servers accept such a request for good reasons: then only a server error is reported. */
  readonly mayBeAccepted: boolean
}

/** Why requests to an operation could not be made. */
export interface NotPlanned {
  readonly operationId: string
  /** `path id`, `body` */
  readonly at: string
  readonly reason: string
}

/** `a valid request (with all parameters)`, for messages. */
export function describePlanned({ broken, description }: PlannedRequest): string {
  return broken ? `an invalid request (${broken.message})` : `a valid request (${description})`
}

/** The place of a finding about a server error: the part of the request that is special about it. */
export function placeOfPlanned({ broken, at }: PlannedRequest): string {
  const place = broken?.at ?? at
  return place === 'request' ? 'status' : place
}
