import type { Node } from '../../openapi/index.js'
import type { Evaluation } from '../evaluate/evaluation.js'
import { typeBit } from '../evaluate/type-bits.js'

/**
 * A test whether a value is valid and everything in it documented, in one walk over the value.
 *
 * A value that passes is valid. A value that does not pass may be valid: evaluation decides.
 */
export interface FastCheck {
  /** Bits of the allowed types: tested first, and often the whole check. */
  readonly types: number
  /** `undefined` if the type is the whole check. */
  readonly further: ((value: unknown, evaluation: Evaluation, seen: undefined) => boolean) | undefined
}

/** Returns the check of a value to which all of the schemas apply. */
export type FindFastCheck = (schemas: readonly Node[]) => FastCheck

export function passes(check: FastCheck, value: unknown, evaluation: Evaluation): boolean {
  return (
    (typeBit(value) & check.types) !== 0 && (check.further === undefined || check.further(value, evaluation, undefined))
  )
}
