import type { Coverage } from '../coverage/coverage.js'
import type { Finding } from '../findings/finding.js'

/** A finding with where it was found. */
export interface ReportedFinding extends Finding {
  /** The interaction's own `source`: `path` or `path:line`. */
  readonly source?: string
  readonly operationId?: string
  /** Why it was expected, when a waiver names it; a waived finding does not count. */
  readonly waived?: string
}

/** What a finding's `rule` says in the document, so that a report can be read without it. */
export interface RuleExcerpt {
  /** Path of the file the rule stands in. */
  readonly source: string
  /** First line of the excerpt, counted from 1. */
  readonly line: number
  readonly lines: readonly string[]
}

/** What was seen of one operation. */
export interface OperationSummary {
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly interactions: number
  readonly errors: number
  readonly warnings: number
}

/**
 * What a check of interactions gives: same input, same report, to the byte.
 *
 * `verdict` is `passed` only when something was located and nothing in `reasons` speaks against it.
 */
export interface Report {
  readonly document: { readonly source: string; readonly title: string; readonly version: string }
  readonly verdict: 'passed' | 'failed' | 'nothing-checked'
  /** Why the verdict is not `passed`, a line each: findings, coverage below its minimum, a waiver not needed. */
  readonly reasons: readonly string[]
  /** Counts are exact, the `more` of findings among them; `omitted` ones were counted and are not in `findings`. */
  readonly summary: {
    readonly interactions: number
    readonly checked: number
    readonly errors: number
    readonly warnings: number
    readonly waived: number
    readonly omitted: number
  }
  /** In the document's order; all of them, observed or not. */
  readonly operations: readonly OperationSummary[]
  /** In the order of the interactions, then of the checks. */
  readonly findings: readonly ReportedFinding[]
  /** By `rule`. */
  readonly rules: Readonly<Record<string, RuleExcerpt>>
  readonly coverage: Coverage
}
