import type { DocumentProblem } from '../../openapi/index.js'
import type { Coverage } from '../coverage/coverage.js'
import type { Finding } from '../findings/finding.js'
import type { SkippedHost } from './skipped.js'

/** A finding with where it was found. */
export interface ReportedFinding extends Omit<Finding, 'more' | 'once'> {
  /** `GET /books/99?x=1`, without secrets. Absent for what cannot be read of a recording. */
  readonly request?: string
  /** Status of the response. Absent for what cannot be read of a recording. */
  readonly status?: number
  /** Where it was recorded: `path`, or `path:line` with the line of the value where it is known. */
  readonly source?: string
  readonly operationId?: string
  /** The reason given by a waiver. A waived finding is listed and does not count. */
  readonly waived?: string
  /** How many findings this one stands for: itself, and further ones of its kind that are not listed. */
  readonly count: number
  /** What was received, around the value. The first finding of a kind has it, if it is about a JSON body. */
  readonly excerpt?: ReceivedExcerpt
  /** A command line that sends the request again, of a request that a probe made. Credentials are `$VARIABLES`. */
  readonly curl?: string
}

/** Some lines of a received body, shortened and without secrets. */
export interface ReceivedExcerpt {
  readonly lines: readonly string[]
  /** Index in `lines` of the value that the finding is about. */
  readonly hit: number
}

/** The lines of the document at a finding's `rule`, so that a report can be read without the document. */
export interface RuleExcerpt {
  /** Path of the file with the rule. */
  readonly source: string
  /** First line of the excerpt, counted from 1. */
  readonly line: number
  readonly lines: readonly string[]
}

/** The counts of one operation. */
export interface OperationSummary {
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly interactions: number
  /** Interactions with a finding, of any severity. */
  readonly withFindings: number
  readonly errors: number
  readonly warnings: number
}

/**
 * The result of checking interactions. The same input gives the same report, byte by byte.
 *
 * `verdict` is `passed` when at least one interaction was checked and there are no `reasons` to fail.
 */
export interface Report {
  readonly document: { readonly source: string; readonly title: string; readonly version: string }
  /** What is wrong in the document itself, by file, then by line. */
  readonly problems: readonly DocumentProblem[]
  readonly verdict: 'passed' | 'failed' | 'nothing-checked'
  /** Why the verdict is not `passed`, one line each: errors, coverage below its minimum, a waiver that matches nothing. */
  readonly reasons: readonly string[]
  /** Numbers of interactions and of findings. Findings that are left out of `findings` are counted too. */
  readonly summary: {
    readonly interactions: number
    /** Interactions that are about an operation of the document. */
    readonly checked: number
    /** Interactions that are not about this API. */
    readonly skipped: number
    readonly errors: number
    readonly warnings: number
    readonly notes: number
    readonly waived: number
    /** Findings that are counted above and not listed in `findings`; the `count` of a listed one says of which kind they are. */
    readonly omitted: number
  }
  /** Interactions that are not about this API, by host and reason, those with most interactions first. At most 100 hosts. */
  readonly skipped: readonly SkippedHost[]
  /** All operations, in the document's order. */
  readonly operations: readonly OperationSummary[]
  /**
   * Errors, then warnings, notes and waived findings; each in the order of the interactions, then of the checks. Of each kind
   * (operation, rule, code, severity, kind of place) as many as `maxFindings` says.
   */
  readonly findings: readonly ReportedFinding[]
  /** Excerpts of the document, by the `rule` of findings. */
  readonly rules: Readonly<Record<string, RuleExcerpt>>
  readonly coverage: Coverage
}

/** How many findings there are, including those that are not listed. */
export function countReported(findings: readonly Pick<ReportedFinding, 'count'>[]): number {
  return findings.reduce((sum, { count }) => sum + count, 0)
}
