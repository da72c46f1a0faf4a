import type { Node } from '../../openapi/index.js'
import type { Evaluation } from '../evaluate/evaluation.js'
import { kindOf } from '../evaluate/kind.js'

/**
 * Tells in one walk over a value whether it surely is valid and everything in it promised.
 *
 * `false` decides nothing: evaluation and the search for unpromised properties are then to look closely.
 */
export interface Glance {
  /** Bits of the kinds that a value may have; asked first, and often all that a schema says. */
  readonly kinds: number
  /** What there is to see beyond the kind; `undefined` when that is nothing. */
  readonly further: ((value: unknown, evaluation: Evaluation, seen: undefined) => boolean) | undefined
}

/** Gives the glance at values to which schemas apply together. */
export type FindGlance = (schemas: readonly Node[]) => Glance

/** Takes a glance at a value. */
export function isKept(glance: Glance, value: unknown, evaluation: Evaluation): boolean {
  return (
    (kindOf(value) & glance.kinds) !== 0 &&
    (glance.further === undefined || glance.further(value, evaluation, undefined))
  )
}
