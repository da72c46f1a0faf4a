import type { Node } from '../../../openapi/index.js'

/** Whether something is known of a difference. `maybe`: only an example value would show it. */
export type Certainty = 'no' | 'maybe' | 'yes'

/** One keyword, or one property, in which the schemas of a place differ. */
export interface Difference {
  /** The property that it is about, if it is not about the place itself. */
  readonly property?: string
  readonly keyword: string
  readonly kind: 'added' | 'removed' | 'changed'
  /** Whether values that were valid are invalid now. */
  readonly narrows: Certainty
  /** Whether values that were invalid are valid now. */
  readonly widens: Certainty
  /** True for an optional property that is new. Whoever sends values could not know its name, so what it forbids does not count. */
  readonly isNewName?: boolean
  /** True for a difference that is not worth a mention unless a value shows it, because others explain it. */
  readonly isImplied?: boolean
  readonly message: string
  readonly before?: unknown
  readonly after?: unknown
  readonly nodes: { readonly before?: Node | undefined; readonly after?: Node | undefined }
  /** Values that may be valid under one of the two schemas only. */
  values(): Iterable<unknown>
}

/** The certainty of something that a keyword decides. */
export function certaintyOf(isTrue: boolean): Certainty {
  return isTrue ? 'yes' : 'no'
}
