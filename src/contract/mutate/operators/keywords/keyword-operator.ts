import type { Node } from '../../openapi/index.js'
import type { GroupContext, Path } from './groups.js'

/** One way to break one keyword of a schema. */
export interface Way {
  readonly name: string
  /** Values to try in turn: other keywords may forbid them as well. */
  readonly values: readonly unknown[]
  /** What the finding names. @default the keyword's place */
  readonly rule?: Node
  /** @default the keyword's name */
  readonly keyword?: string
  /** Where below the value the finding is. @default the value itself */
  readonly below?: Path
}

/** A keyword of a schema, and the value that is to break it. */
export interface Keyword {
  readonly limit: unknown
  readonly node: Node
  readonly schema: Node
  /** `undefined` when there is none yet. */
  readonly received: unknown
  readonly context: GroupContext
  /** Ways to break another schema, as in `propertyNames`. */
  waysToBreak(schema: Node, received: unknown): readonly KeywordWay[]
}

/** Gives the ways to break one keyword. */
export type Breaker = (keyword: Keyword) => Way[]

/** A way that says what it breaks. */
export type KeywordWay = Way & { readonly rule: Node; readonly keyword: string }

/** A value of each kind. */
export const samples: readonly unknown[] = [null, true, 7, 0.5, 'text', [], {}]

/** A name that no document has. */
export const newName = 'undocumented_property'

/** A way with the values to try. */
export function one(name: string, ...values: readonly unknown[]): Way {
  return { name, values }
}
