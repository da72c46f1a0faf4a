import type { Tally } from './tally.js'

/** What is promised of the values at one place of a body. */
export interface Slot {
  readonly absent?: Tally | undefined
  readonly null?: Tally | undefined
  readonly nonNull?: Tally | undefined
  readonly content: Content
}

/**
 * What is promised of the inside of values that the same schemas describe.
 *
 * A recursive schema leads back to the content that it is part of.
 */
export interface Content {
  /** Absent where the document promises more places than are counted. */
  layer?: Layer
}

/** What schemas say together about the inside of a value. */
export interface Layer {
  /** Scalars by themselves, objects and arrays by their canonical text. */
  readonly values?: ReadonlyMap<unknown, Tally>
  readonly lengths?: Lengths
  readonly members: readonly (readonly [name: string, slot: Slot])[]
  /** Of a property that is not listed by name; absent when none of them is described. */
  readonly findOther?: (name: string) => Slot | undefined
  /** Absent when no item is described. */
  readonly findItem?: (index: number) => Slot | undefined
  /** Schemas of which the value decides, such as the branches of `oneOf`. */
  readonly choices: readonly { applies(value: unknown): boolean; readonly layer: Layer }[]
}

export interface Lengths {
  readonly empty?: Tally
  readonly one?: Tally
  readonly many?: Tally
}
