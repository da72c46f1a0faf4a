import type { Node } from '../../../../openapi/index.js'
import type { GroupContext, Path } from '../../groups.js'

/** Values that violate one keyword of a schema in one way. */
export interface Violation {
  /** The name of the operator: `too short`. */
  readonly operator: string
  /** Values to try in turn, because other keywords may forbid some of them. */
  readonly values: readonly unknown[]
  /** The rule that the finding names. @default the keyword */
  readonly rule?: Node
  /** The name of the rule. @default the keyword's name */
  readonly keyword?: string
  /** Path from the value to the place of the finding. @default the value's own place */
  readonly below?: Path
}

/** A keyword of a schema, and a value that satisfies it. */
export interface KeywordInput {
  /** The value of the keyword. */
  readonly limit: unknown
  readonly node: Node
  readonly schema: Node
  /** `undefined` if the value is absent. */
  readonly received: unknown
  readonly context: GroupContext
  /** The schemas that apply to the value together, this one among them. */
  readonly appliedSchemas: readonly Node[]
  /** Violations of another schema, such as the one in `propertyNames`. */
  findViolations(schema: Node, received: unknown): readonly KeywordViolation[]
}

/** Returns the violations of one keyword. */
export type KeywordOperator = (keyword: KeywordInput) => Violation[]

/** A violation with the rule and the keyword that it violates. */
export type KeywordViolation = Violation & { readonly rule: Node; readonly keyword: string }

/** A value of each type. */
export const samples: readonly unknown[] = [null, true, 7, 0.5, 'text', [], {}]

/** A name that is in no document. */
export const newName = 'undocumented_property'

export function violation(operator: string, ...values: readonly unknown[]): Violation {
  return { operator, values }
}
