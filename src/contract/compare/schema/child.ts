import type { Node } from '../../../openapi/index.js'
import type { View } from './view.js'

/** Properties or items whose schemas are compared separately. */
export interface Child {
  /** The name of a property, the position of an item, or `*` for all further properties or items. */
  readonly step: string
  /** The schemas that apply. If the list is empty, every value is valid. */
  readonly before: readonly Node[]
  readonly after: readonly Node[]
  /** The alternatives of the object or array that contains the child. */
  readonly views: { readonly before: View; readonly after: View }
  /** Copies of the containing value with another value at the place of the child. */
  put(around: unknown, value: unknown): unknown[]
}
