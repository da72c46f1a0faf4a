import type { Operation } from '../../openapi/index.js'
import type { Finding } from '../findings/finding.js'
import type { Interaction } from '../interaction/interaction.js'

/** A request without a response. */
export type Request = Interaction['request']

/** A request that the probe is about to send to an operation. */
export interface PlannedRequest {
  readonly operation: Operation
  readonly request: Request
  /** The part of the request that is special: `query page_size`, `body`, or `request` for all of it. */
  readonly at: string
  /** What is special about the request: `with as little as possible`. */
  readonly description: string
  /** Present if the request breaks a rule of the document on purpose. */
  readonly broken?: BrokenRule
}

/** The rule that a request breaks on purpose. */
export interface BrokenRule extends Pick<Finding, 'at' | 'rule' | 'line' | 'keyword'> {
  /** How the rule is broken: `expected at least 1, received 0 (minimum)`. */
  readonly message: string
  /** True if many servers accept such a request for good reasons. Only a server error is reported then. */
  readonly mayBeAccepted: boolean
}

/** A part of an operation for which requests could not be made, and the reason. */
export interface NotPlanned {
  readonly operationId: string
  /** The part without a valid value: `path id`, `body`. */
  readonly at: string
  readonly reason: string
}

/** Describes a planned request in a message: `a valid request (with all parameters)`. */
export function describePlanned({ broken, description }: PlannedRequest): string {
  return broken ? `an invalid request (${broken.message})` : `a valid request (${description})`
}

/** The place at which a server error is reported: the part of the request that is special. */
export function placeOfPlanned({ broken, at }: PlannedRequest): string {
  const place = broken?.at ?? at
  return place === 'request' ? 'status' : place
}
