import type { Node } from '../../openapi/index.js'
import type { CoverageKind } from './coverage.js'

/** The items of all bodies with one schema. They share the plan; each body counts for itself. */
export interface BodyPlan {
  readonly root: Slot
  /** The items in the document's order, outer before inner ones. */
  readonly items: readonly BodyItem[]
}

/** An item at a place inside of a body. */
export interface BodyItem {
  readonly kind: CoverageKind
  /** Path of names and keywords: `/data/items/name`. */
  readonly pointer: string
  readonly aspect: string
  /** Absent for the body as a whole: its rule is the `schema` of the media type, which may be a reference. */
  readonly rule: Node | undefined
  /** Identifies the item in its plan. */
  readonly index: number
}

/** The items for the values at one place of a body. */
export interface Slot {
  readonly absent?: BodyItem | undefined
  readonly null?: BodyItem | undefined
  readonly nonNull?: BodyItem | undefined
  readonly content: Content
}

/** The items inside of values with the same schemas. With a recursive schema, a content contains itself. */
export interface Content {
  /** Absent if there are no items in the value, and if the document has more places than are counted. */
  layer?: Layer
}

/** What several schemas together say about the values inside of a value. */
export interface Layer {
  /** The item of each listed value, by the value itself; for objects and arrays, by their canonical text. */
  readonly values?: ReadonlyMap<unknown, BodyItem>
  readonly lengths?: Lengths
  readonly members: readonly NamedSlot[]
  /** Returns the slot of a property that is not listed by name; absent if no schema describes such properties. */
  readonly findOther?: (name: string) => Slot | undefined
  /** Returns the slot of an item of an array; absent if no schema describes items. */
  readonly findItem?: (index: number) => Slot | undefined
  /** Schemas that apply to some values only, such as the branches of `oneOf`. */
  readonly choices: readonly { applies(value: unknown): boolean; readonly layer: Layer }[]
}

/** The slot of a property that is listed by name. */
export interface NamedSlot {
  readonly name: string
  /** True if every object inherits a property of this name, such as `constructor`. */
  readonly isInherited: boolean
  readonly slot: Slot
}

export interface Lengths {
  readonly empty?: BodyItem
  readonly one?: BodyItem
  readonly many?: BodyItem
}
