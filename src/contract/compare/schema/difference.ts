import type { Node } from '../../../openapi/index.js'

/** How certain an effect of a difference is. `maybe` means that only an example value would show it. */
export type Certainty = 'no' | 'maybe' | 'yes'

/** What a difference does to the values: fewer are valid, or more. */
export type Effect = 'narrows' | 'widens'

/** One keyword, or one property, in which the schemas of a place differ. */
export interface Difference {
  /** The property that differs. Absent if the difference is about the place itself. */
  readonly property?: string
  readonly keyword: string
  readonly kind: 'added' | 'removed' | 'changed'
  /** How certain it is that values which were valid are invalid now. */
  readonly narrows: Certainty
  /** How certain it is that values which were invalid are valid now. */
  readonly widens: Certainty
  /**
   * True for a new optional property. Clients could not know its name, so it does not count if it forbids a value that
   * someone sent by chance.
   */
  readonly isNewName?: boolean
  /**
   * True for a difference that follows from other differences at the place or inside it. It is only reported if it is
   * breaking, a value shows it, and none of the others is breaking.
   */
  readonly isImplied?: boolean
  /** True if `values` show this difference and no other one of the same schemas, such as those of a new alternative. */
  readonly hasOwnValues?: boolean
  readonly message: string
  readonly before?: unknown
  readonly after?: unknown
  readonly nodes: { readonly before?: Node | undefined; readonly after?: Node | undefined }
  /** Values that may be valid under one of the two schemas only. */
  values(): Iterable<unknown>
}

/** The certainty of an effect that the keyword alone decides. */
export function certaintyOf(isTrue: boolean): Certainty {
  return isTrue ? 'yes' : 'no'
}
