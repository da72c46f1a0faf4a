/**
 * Checks HTTP traffic, recorded or live, against any OpenAPI 3.0, 3.1 or 3.2 document, reports where they disagree, and compares two
 * versions of a document. Begin with `loadDocument`: `checkInteractions` checks recordings with its result, `createChecker` single
 * responses, `checkedFetch` live traffic.
 *
 * @packageDocumentation
 */

export { assertContract, ContractError } from './assert/assert-contract.js'
export type { AxiosResponse } from './assert/axios.js'
export type { PlaywrightResponse, RequestDetails } from './assert/playwright.js'
export {
  type ContractChecker,
  type MatcherResult,
  type SatisfyContractOptions,
  toSatisfyContract,
} from './assert/satisfy-contract.js'
export type { SupertestResponse } from './assert/supertest.js'
export type { Checkable, FetchCall, LibraryCall, LibraryResponse } from './assert/to-interaction.js'
export * from './check-recordings.js'
export type { Change, WordChange } from './compare/change.js'
export { type CompareOptions, compareDocuments } from './compare/compare-documents.js'
export {
  type ComparedDocument,
  type ComparisonOptions,
  type ComparisonReport,
  type ComparisonSummary,
  createComparisonReport,
} from './compare/report/comparison-report.js'
export { type Decision, parseDecisions } from './compare/report/decisions.js'
export { type ComparisonFormat, comparisonFormats, formatComparison } from './compare/report/format-comparison.js'
export { type CheckedFetchOptions, checkedFetch } from './fetch/checked-fetch.js'
export type { Fetch } from './fetch/fetch.js'
export { interactionFromFetch } from './fetch/interaction-from-fetch.js'
export { type RecordingFetchOptions, type RecordingSink, recordingFetch } from './fetch/recording-fetch.js'
/** @internal */
export { maskSecrets } from './findings/mask-secrets.js'
export {
  type BodyBytes,
  interactionFromBytes,
  type Messages,
  type UndecodedBody,
} from './interaction/interaction-from-bytes.js'
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
} from './mutate/score/score.js'
export { conformingVariants } from './mutate/variants/conforming.js'
export type { Credential } from './probe/credentials.js'
export type { Answer, Sender } from './probe/exchange.js'
export type { ProbeNotes, RefusedOperation, RefusedRequests, SilentOperation } from './probe/notes.js'
export type { NotPlanned } from './probe/planned-request.js'
export { type ProbeOptions, type ProbeSummary, type ProbeWorld, probe } from './probe/probe.js'
export { createRecordingFolder, type RecordingFolder, type RecordingFolderOptions } from './record/recording-folder.js'
export { formatNock, type NockDefinition, type NotRecorded, toNockDefinition } from './recordings/nock-definition.js'
export { MergeError, type MergeOptions, mergeReports, type NamedReport } from './report/merge/merge-reports.js'
export { parseReport } from './report/merge/parse-report.js'
export { formatMutation, type MutationFormat, mutationFormats } from './reporters/format-mutation.js'
export { reportSchema } from './reporters/report-schema.js'
export { createScrubber, type Scrubber, type ScrubberOptions } from './scrub/scrubber.js'
/** @internal */
export { createGlob } from './waivers/glob.js'
