// What a check of recordings loads. The command line imports this file: the whole layer takes twice the time to load.

export {
  countProblems,
  type Document,
  DocumentError,
  type DocumentErrorCode,
  type DocumentProblem,
  type DocumentProblemCode,
  formatProblem,
  type LoadOptions,
} from '../openapi/index.js'
export {
  type Baseline,
  type BaselineEntry,
  BaselineError,
  formatBaseline,
  parseBaseline,
} from './baseline/baseline.js'
export { type Checker, createChecker, type InteractionResult } from './checks/checker.js'
export type { CountedOperation, Coverage, CoverageEntry, CoverageKind } from './coverage/coverage.js'
export { loadDocument, parseDocument } from './document/load.js'
export type { Finding, FindingCode, Severity } from './findings/finding.js'
export type { Header, Interaction, MessagePart, Provenance } from './interaction/interaction.js'
export type { TrafficOptions } from './locate/locate.js'
export type { SkipReason } from './locate/skip.js'
export type { ParseOptions } from './recordings/entries.js'
export { parseRecording } from './recordings/recording.js'
export { RecordingError } from './recordings/recording-error.js'
export type {
  BaselineSummary,
  OperationSummary,
  ReceivedExcerpt,
  Report,
  ReportedFinding,
  RuleExcerpt,
  TallyData,
} from './report/report.js'
export {
  checkInteractions,
  createReporter,
  type MadeRequest,
  type Reporter,
  type ReportOptions,
} from './report/reporter.js'
/** @internal */
export type { RunState } from './report/run-state.js'
export { toBaseline } from './report/to-baseline.js'
export type { SkippedHost } from './report/traffic/skipped.js'
export type { RequestWithoutResponse, UnreadableRecording } from './report/unreadable.js'
export { type FormatOptions, formatReport, type ReportFormat, reportFormats } from './reporters/format-report.js'
export type { RunInfo } from './reporters/html/overview.js'
export {
  type CoverageWaiver,
  type FindingWaiver,
  parseWaivers,
  type Waiver,
  type Waivers,
  WaiversError,
} from './waivers/waivers.js'
