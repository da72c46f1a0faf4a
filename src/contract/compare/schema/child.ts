import type { Node } from '../../../openapi/index.js'
import type { View } from './view.js'

/** Properties or items whose schemas are compared on their own. */
export interface Child {
  /** The name of a property, the position of an item, or `*` for all others. */
  readonly step: string
  /** The schemas that apply; without any, every value is valid. */
  readonly before: readonly Node[]
  readonly after: readonly Node[]
  /** The alternatives that the values around it are of. */
  readonly views: { readonly before: View; readonly after: View }
  /** Values with another value at the place of the child. */
  put(around: unknown, value: unknown): unknown[]
}
