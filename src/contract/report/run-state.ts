import type { Baseline } from '../baseline/baseline.js'
import type { Coverage } from '../coverage/coverage.js'
import type { Severity } from '../findings/finding.js'
import type { Waivers } from '../waivers/waivers.js'
import type { Tally } from './listing/tally.js'
import type { MergeData, OperationSummary, Report } from './report.js'
import type { TrafficState } from './traffic/traffic.js'

/** The state of a run, or of a part of one. Plain data, which can be sent to a worker. */
export interface RunState {
  readonly traffic: TrafficState
  /** Findings about unreadable recordings, and about requests without a response. */
  readonly unreadable: Tally
  readonly coverage: Pick<Coverage, 'entries' | 'counted'>
}

/** The part of a report that is about the document. */
export interface ReportedDocument extends Pick<Report, 'document' | 'problems'>, Pick<MergeData, 'digest'> {
  readonly operations: readonly Pick<OperationSummary, 'operationId' | 'method' | 'path'>[]
}

/** The settings that decide the verdict. */
export interface ReportSettings {
  readonly failOn: Severity
  readonly minCoverage: number
  readonly maxFindings: number
  readonly waivers: Waivers
  /** With `update`, all findings are accepted. */
  readonly baseline?: Baseline | 'update' | undefined
}
