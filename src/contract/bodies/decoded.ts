import type { Node } from '../../openapi/index.js'
import type { Wording } from '../findings/wording.js'
import type { Unreadable } from './multipart.js'

/** A value that text stands for. */
export interface DecodedValue {
  /** A value of JSON, with an `ExactNumber` for each number that a double does not hold. */
  readonly value: unknown
}

/** One item of a sequence: its value, or why it has none. */
export type Item = Unreadable | (DecodedValue & { readonly repeated?: readonly string[] })

/** A value in a body, and the schema that describes it. */
export interface Comparison extends DecodedValue {
  readonly schema: Node
  /** The value's place in the body. */
  readonly path: readonly number[]
}

/** Why text stands for no value, or is not compared. */
export interface Undecodable extends Wording {
  /** Set if the text may be right: it was not compared. */
  readonly severity?: 'note'
}

/** What the text of a parameter, a header or a part of a body stands for. */
export type Decoded = DecodedValue | Undecodable
