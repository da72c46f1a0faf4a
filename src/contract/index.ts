export { type Document, DocumentError, type DocumentErrorCode, loadDocument, parseDocument } from '../openapi/index.js'
export { type Checker, createChecker, type InteractionResult } from './checker.js'
export type { Coverage, CoverageEntry, CoverageKind } from './coverage.js'
export { type CheckedFetchOptions, checkedFetch } from './fetch/checked-fetch.js'
export type { Fetch } from './fetch/fetch.js'
export { interactionFromFetch } from './fetch/interaction-from-fetch.js'
export { type RecordingFetchOptions, type RecordingSink, recordingFetch } from './fetch/recording-fetch.js'
export type { Finding, FindingCode, Severity } from './finding.js'
export { formatNock, type NockDefinition, toNockDefinition } from './formats/nock-definition.js'
export { parseRecording } from './formats/recording.js'
export { RecordingError } from './formats/recording-error.js'
export { type FormatOptions, formatReport, type ReportFormat, reportFormats } from './formatters/format-report.js'
export { reportSchema } from './formatters/report-schema.js'
export type { Header, Interaction } from './interaction.js'
export { conformingVariants } from './mutate/conforming.js'
export { formatMutation, type MutationFormat, mutationFormats } from './mutate/format-mutation.js'
export type { Expectation, Mutant, UnexercisedRule, Variant } from './mutate/mutant.js'
export { mutate } from './mutate/mutate.js'
export {
  createScorer,
  type MutationResult,
  type ScoredMutant,
  type ScoredVariant,
  type ScoreOptions,
  type Scorer,
  scoreMutants,
} from './mutate/score.js'
export type { Provenance } from './provenance.js'
export type { OperationSummary, Report, ReportedFinding, RuleExcerpt } from './report.js'
export { checkInteractions, createReporter, type Reporter, type ReportOptions } from './reporter.js'
export { createScrubber, type Scrubber, type ScrubberOptions } from './scrub/scrubber.js'
export {
  type CoverageWaiver,
  type FindingWaiver,
  parseWaivers,
  type Waiver,
  type Waivers,
  WaiversError,
} from './waivers.js'
