/** A value that text stands for. */
export interface DecodedValue {
  /** A value of JSON, with an `ExactNumber` for each number that a double does not hold. */
  readonly value: unknown
}

/** Why text stands for no value. */
export interface Undecodable {
  readonly expected: string
  readonly received: string
}

/** What the text of a parameter, a header or a part of a body stands for. */
export type Decoded = DecodedValue | Undecodable
