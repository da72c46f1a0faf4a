import type { FindingCode } from '../findings/finding.js'
import type { Interaction } from '../interaction/interaction.js'

/** A finding that the check must report. */
export interface Expectation {
  readonly code: FindingCode
  readonly at: string
  readonly rule: string
  /** Present if the rule is a keyword of a schema. */
  readonly keyword?: string
}

/** A recorded interaction, changed in one way. */
export interface Variant {
  readonly operationId: string
  /** The part of the operation that was changed: `200`, `query page_size`, `path id`, `request`. */
  readonly subject: string
  /** JSON Pointer to the rule in the document; `file#pointer` if the rule is in another file. */
  readonly rule: string
  readonly line: number
  /** The kind of rule: a JSON Schema keyword, or `status`, `charset`, `credentials` and the like. */
  readonly keyword: string
  /** Describes the change: `null at /data/0/id`. */
  readonly description: string
  readonly interaction: Interaction
  /** The recording that was changed, as `path:line` where the line is known. */
  readonly source?: string
}

/** An interaction changed so that it violates one rule of the document. */
export interface Mutant extends Variant {
  /**
   * Any of these findings kills the mutant. The first one names the violated rule; the others name the `anyOf`, `oneOf` and
   * `discriminator` around it, because the value is invalid under their other branches as well.
   */
  readonly expects: readonly Expectation[]
}

/** A rule of the document that has no mutant. */
export interface UnexercisedRule {
  readonly operationId: string
  readonly subject: string
  readonly rule: string
  readonly line: number
  readonly keyword: string
  readonly reason: string
}
