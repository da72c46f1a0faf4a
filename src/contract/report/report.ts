import type { DocumentProblem } from '../../openapi/index.js'
import type { BaselineEntry } from '../baseline/baseline.js'
import type { Coverage } from '../coverage/coverage.js'
import type { Finding, Severity } from '../findings/finding.js'
import type { Waivers } from '../waivers/waivers.js'
import type { SkippedHost } from './traffic/skipped.js'
import type { SuggestedServer } from './traffic/suggest-server.js'

/** A finding with where it was found. */
export interface ReportedFinding extends Omit<Finding, 'more'> {
  /** Method, path and query: `GET /books/99?x=1`, without secrets. Absent if the recording cannot be read. */
  readonly request?: string
  /** Status of the response. Absent if the recording cannot be read or there was no response. */
  readonly status?: number
  /** Where it was recorded: `path`, or `path:line` with the line of the value where it is known. */
  readonly source?: string
  readonly operationId?: string
  /** The kind of place, if `at` has a key of a map: `/*` for each key. */
  readonly place?: string
  /** The reason given by a waiver. A waived finding is listed but does not count. */
  readonly waived?: string
  /** Set if the baseline contains the finding. It is then listed in JSON and SARIF but does not count. */
  readonly baseline?: true
  /** How many findings this entry stands for: itself, and further findings of its kind that are not listed. */
  readonly count: number
  /**
   * How many of `count` are other findings of its kind, which are not listed. Only the last finding of a kind can have
   * it.
   */
  readonly more?: number
  /**
   * Lines of the received body around the value. Present for the first finding of a kind, if it is about a JSON body.
   */
  readonly excerpt?: ReceivedExcerpt
  /** A command line that sends the request again, if a probe made the request. Credentials are `$VARIABLES`. */
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
  /** Interactions with a finding of any severity, waived or not. Notes that a report lists once do not count. */
  readonly withFindings: number
  /** Findings that are neither waived nor in the baseline. */
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
  /** Numbers of interactions and of findings, including findings that are left out of `findings`. */
  readonly summary: {
    readonly interactions: number
    /** Interactions that are about an operation of the document. */
    readonly checked: number
    /** Number of interactions that are not about this API. */
    readonly skipped: number
    readonly errors: number
    readonly warnings: number
    readonly notes: number
    readonly waived: number
    /** Number of findings that the baseline contains. Absent without a baseline. */
    readonly baseline?: number
    /**
     * Number of findings that are counted above but not listed in `findings`. The `count` of a listed finding says how
     * many are of its kind.
     */
    readonly omitted: number
  }
  /** Interactions that are not about this API, by host and reason, the most frequent first. At most 100 hosts. */
  readonly skipped: readonly SkippedHost[]
  /** All operations, in the document's order. */
  readonly operations: readonly OperationSummary[]
  /**
   * Errors, then warnings, notes, waived findings and those of the baseline; each in the order of the interactions,
   * then of the checks. Each kind (operation, rule, code, severity, kind of place) has at most `maxFindings`.
   */
  readonly findings: readonly ReportedFinding[]
  /** Excerpts of the document, by the `rule` of findings. */
  readonly rules: Readonly<Record<string, RuleExcerpt>>
  readonly coverage: Coverage
  /** How the run compares with its baseline, if there is one. */
  readonly baseline?: BaselineSummary
  /** Data for `mergeReports`. A report that was not made by this package need not have it. */
  readonly merge?: MergeData
}

/** How a run compares with its baseline. */
export interface BaselineSummary {
  /** Number of findings in the baseline. */
  readonly entries: number
  /** Findings of the baseline that this run did not find. They make it fail: the baseline has to be updated. */
  readonly gone: readonly BaselineEntry[]
}

/** Data that `mergeReports` needs besides the report itself. For internal use only; it may change. */
export interface MergeData {
  readonly version: 1
  /** SHA-256 of each file of the document. Reports of different documents cannot be merged. */
  readonly digest: string
  readonly settings: { readonly failOn: Severity; readonly minCoverage: number; readonly maxFindings: number }
  /** Absent without waivers. */
  readonly waivers?: Waivers
  readonly hasKnownHost: boolean
  readonly hasKnownPath: boolean
  /** Skipped interactions, except those of the hosts in `tallies`. Absent if it equals `skipped` of the report. */
  readonly skipped?: readonly SkippedHost[]
  /** Servers under which paths would be documented. Absent if a path is documented. */
  readonly suggestions?: readonly SuggestedServer[]
  readonly tallies: readonly TallyData[]
  /** For each finding of the report, its index in the order of the run. Absent if the report has the same order. */
  readonly order?: readonly number[]
}

/** A finding that the report does not list, with its index in the order of all findings. */
export interface HiddenFinding {
  readonly finding: ReportedFinding
  readonly order: number
}

/** The counts of some interactions. */
export interface TallyData {
  /**
   * `own`: interactions with the servers of the document. `unreadable`: recordings that cannot be read. `foreign`:
   * interactions with another host.
   */
  readonly kind: 'own' | 'unreadable' | 'foreign'
  readonly host?: string
  readonly hasKnownPath?: boolean
  readonly interactions: number
  readonly checked: number
  /**
   * Operation, number of its interactions, and number of those with findings. Absent if they equal those of the report.
   */
  readonly operations?: readonly (readonly [operationId: string, interactions: number, withFindings: number])[]
  /** Indexes of the needed waivers in `waivers`. */
  readonly neededWaivers?: readonly number[]
  /** Indexes in the findings of the report. Absent if the tally has all findings that no other tally has. */
  readonly findings?: readonly number[]
  /** Findings that the report does not list, because the host is not checked. */
  readonly hidden?: readonly HiddenFinding[]
}

/** Number of findings, including those that are not listed. */
export function countReported(findings: readonly Pick<ReportedFinding, 'count'>[]): number {
  return findings.reduce((sum, { count }) => sum + count, 0)
}
