import type { Document } from '../../../openapi/index.js'
import { countOf } from '../../../text/plural.js'
import type { Change, WordChange } from '../change.js'
import { type CompareOptions, compareInDetail } from '../compare-documents.js'
import { applyDecisions, type Decision } from './decisions.js'

/** The differences between two documents, and whether they are accepted. */
export interface ComparisonReport {
  /** `nothing-compared` if neither document has an operation to compare. */
  readonly verdict: 'passed' | 'failed' | 'nothing-compared'
  /** Why the comparison did not pass, one line each. */
  readonly reasons: readonly string[]
  readonly before: ComparedDocument
  readonly after: ComparedDocument
  readonly summary: ComparisonSummary
  readonly changes: readonly Change[]
  /** Texts and examples that differ. Present if the option `words` is set. */
  readonly words?: readonly WordChange[]
}

/** One of the two documents. */
export interface ComparedDocument {
  readonly title: string
  readonly version: string
  readonly source: string
}

/** How much was compared, and how many changes there are of each kind. */
export interface ComparisonSummary {
  /** Operations that both documents have, and those that only one has. */
  readonly operations: { readonly compared: number; readonly added: number; readonly removed: number }
  /** All changes: the sum of `breaking`, `compatible`, `unclear` and `decided`. */
  readonly changes: number
  readonly breaking: number
  readonly compatible: number
  /** Changes for which it could not be decided whether they are breaking. */
  readonly unclear: number
  /** Changes that a decision accepts. */
  readonly decided: number
  /** Texts and examples that differ. They are not among the changes. */
  readonly words: number
}

/** Options that select what is compared and which changes are accepted. */
export interface ComparisonOptions extends CompareOptions {
  /** Which changes fail the comparison, unless a decision accepts them. @default 'breaking' */
  readonly failOn?: 'breaking' | 'any'
  /**
   * Decisions that accept changes. A decision that matches no change fails the comparison.
   *
   * @default none
   */
  readonly decisions?: readonly Decision[]
  /**
   * True to include the texts and examples that differ.
   *
   * @default false
   */
  readonly words?: boolean
}

/** Compares two documents and reports whether what changed is accepted. */
export function createComparisonReport(
  before: Document,
  after: Document,
  { failOn = 'breaking', decisions = [], words = false, ...options }: ComparisonOptions = {},
): ComparisonReport {
  const comparison = compareInDetail(before, after, options)
  const { compared, added, removed } = comparison.operations
  const { changes, unneeded } = applyDecisions(comparison, decisions)
  const open = changes.filter(({ decided }) => decided === undefined)
  const count = (matches: (change: Change) => unknown) => open.filter(matches).length
  const summary: ComparisonSummary = {
    operations: { compared, added, removed },
    changes: changes.length,
    breaking: count(({ breaking }) => breaking),
    compatible: count(({ breaking, unclear }) => !breaking && !unclear),
    unclear: count(({ unclear }) => unclear),
    decided: changes.length - open.length,
    words: comparison.words.length,
  }
  const failing = failOn === 'any' ? open.length : summary.breaking
  const reasons = [
    ...(failing > 0 ? [countOf(failing, failOn === 'any' ? 'change' : 'breaking change')] : []),
    ...unneeded,
  ]
  const isEmpty = compared + added + removed === 0
  return {
    verdict: isEmpty ? 'nothing-compared' : reasons.length > 0 ? 'failed' : 'passed',
    reasons: isEmpty ? ['neither document has an operation to compare'] : reasons,
    before: describe(before),
    after: describe(after),
    summary,
    changes,
    ...(words && { words: comparison.words }),
  }
}

function describe({ title, version, source }: Document): ComparedDocument {
  return { title, version, source }
}
