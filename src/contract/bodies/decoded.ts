/** A value that text stands for. */
export interface DecodedValue {
  readonly value: unknown
  /** The number at a path as the text spells it, for digits that a double cannot hold. */
  literalAt?(path: readonly (string | number)[]): string | undefined
}

/** Why text stands for no value. */
export interface Undecodable {
  readonly expected: string
  readonly received: string
}

/** What the text of a parameter, a header or a part of a body stands for. */
export type Decoded = DecodedValue | Undecodable
