import type { DocumentProblem } from '../../openapi/index.js'
import type { BaselineEntry } from '../baseline/baseline.js'
import type { Coverage } from '../coverage/coverage.js'
import type { Finding, Severity } from '../findings/finding.js'
import type { Waivers } from '../waivers/waivers.js'
import type { SkippedHost } from './traffic/skipped.js'
import type { SuggestedServer } from './traffic/suggest-server.js'

/** A finding with where it was found. */
export interface ReportedFinding extends Omit<Finding, 'more'> {
  /** `GET /books/99?x=1`, without secrets. Absent for what cannot be read of a recording. */
  readonly request?: string
  /** Status of the response. Absent for what cannot be read of a recording. */
  readonly status?: number
  /** Where it was recorded: `path`, or `path:line` with the line of the value where it is known. */
  readonly source?: string
  readonly operationId?: string
  /** The reason given by a waiver. A waived finding is listed and does not count. */
  readonly waived?: string
  /** Set if the baseline has it. Such a finding is listed in JSON and SARIF and does not count. */
  readonly baseline?: true
  /** How many findings this one stands for: itself, and further ones of its kind that are not listed. */
  readonly count: number
  /** How many of `count` are other findings of its kind, which are not listed. The last finding of a kind may have it. */
  readonly more?: number
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
  /** Interactions with a finding, of any severity, waived or not. Notes that a report has once do not count. */
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
    /** Findings that the baseline has. Absent without a baseline. */
    readonly baseline?: number
    /** Findings that are counted above and not listed in `findings`; the `count` of a listed one says of which kind they are. */
    readonly omitted: number
  }
  /** Interactions that are not about this API, by host and reason, those with most interactions first. At most 100 hosts. */
  readonly skipped: readonly SkippedHost[]
  /** All operations, in the document's order. */
  readonly operations: readonly OperationSummary[]
  /**
   * Errors, then warnings, notes, waived findings and those of the baseline; each in the order of the interactions, then of the checks. Of each kind
   * (operation, rule, code, severity, kind of place) as many as `maxFindings` says.
   */
  readonly findings: readonly ReportedFinding[]
  /** Excerpts of the document, by the `rule` of findings. */
  readonly rules: Readonly<Record<string, RuleExcerpt>>
  readonly coverage: Coverage
  /** What the baseline has, if there is one. */
  readonly baseline?: BaselineSummary
  /** What `mergeReports` needs besides. A report that was made by hand need not have it. */
  readonly merge?: MergeData
}

/** How a run compares with its baseline. */
export interface BaselineSummary {
  /** Findings in the baseline. */
  readonly entries: number
  /** Those that this run did not find. They fail it: the baseline has to be updated. */
  readonly gone: readonly BaselineEntry[]
}

/** What merging a report with others needs besides the report itself. It is not meant for anything else, and may change. */
export interface MergeData {
  readonly version: 1
  readonly settings: { readonly failOn: Severity; readonly minCoverage: number; readonly maxFindings: number }
  /** Absent without waivers. */
  readonly waivers?: Waivers
  readonly hasKnownHost: boolean
  readonly hasKnownPath: boolean
  /** Skipped interactions, without those of the hosts in `tallies`. Absent if the report has the same. */
  readonly skipped?: readonly SkippedHost[]
  /** Absent if a path is documented. */
  readonly suggestions?: readonly SuggestedServer[]
  readonly tallies: readonly TallyData[]
  /** Where findings are hidden: for each finding of the report, its place in the order of all. */
  readonly order?: readonly number[]
}

/** A finding that a report does not have, with its place in the order of all. */
export interface HiddenFinding {
  readonly finding: ReportedFinding
  readonly order: number
}

/** What was counted of some interactions. */
export interface TallyData {
  /** `own`: of the servers of the document; `unreadable`: what cannot be read; otherwise of another host. */
  readonly kind: 'own' | 'unreadable' | 'foreign'
  readonly host?: string
  readonly hasKnownPath?: boolean
  readonly interactions: number
  readonly checked: number
  /** Operation, its interactions, and those with findings. Absent if they are those of the report. */
  readonly operations?: readonly (readonly [operationId: string, interactions: number, withFindings: number])[]
  /** Indexes in `waivers`. */
  readonly neededWaivers?: readonly number[]
  /** Indexes in the findings of the report. Absent if they are all that no other tally has. */
  readonly findings?: readonly number[]
  /** Findings that the report does not have, because the host is not checked. */
  readonly hidden?: readonly HiddenFinding[]
}

/** How many findings there are, including those that are not listed. */
export function countReported(findings: readonly Pick<ReportedFinding, 'count'>[]): number {
  return findings.reduce((sum, { count }) => sum + count, 0)
}
