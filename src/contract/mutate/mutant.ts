import type { FindingCode } from '../findings/finding.js'
import type { Interaction } from '../interaction/interaction.js'

/** A finding that a check must report. */
export interface Expectation {
  readonly code: FindingCode
  readonly at: string
  readonly rule: string
  /** Where a schema decides. */
  readonly keyword?: string
}

/** A recorded interaction, changed in one way. */
export interface Variant {
  readonly operationId: string
  /** What of the operation was changed: `200`, `query page_size`, `path id`, `request`. */
  readonly subject: string
  /** JSON Pointer into the document of what the change is about; `file#pointer` in another file. */
  readonly rule: string
  readonly line: number
  /** What is broken or kept: a JSON Schema keyword, or `status`, `charset`, `credentials` and the like. */
  readonly keyword: string
  /** The change in words: `null at /data/0/id`. */
  readonly description: string
  readonly interaction: Interaction
  /** The recording that was changed. */
  readonly source?: string
}

/** An interaction broken in exactly one way that the document forbids. */
export interface Mutant extends Variant {
  /**
   * Killed by any of these. The first is of the broken rule itself; the others, of the `anyOf` and `oneOf` around it,
   * whose every other branch refuses the value as well.
   */
  readonly expects: readonly Expectation[]
}

/** A rule of the document that no recording could be changed to break. */
export interface UnexercisedRule {
  readonly operationId: string
  readonly subject: string
  readonly rule: string
  readonly line: number
  readonly keyword: string
  readonly reason: string
}
