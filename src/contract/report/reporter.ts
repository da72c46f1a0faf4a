import type { Document, Operation } from '../../openapi/index.js'
import { countOf } from '../../text/plural.js'
import { checkLocated } from '../checks/checker.js'
import type { CountedOperation, Coverage, CoverageEntry } from '../coverage/coverage.js'
import { createCoverage } from '../coverage/create-coverage.js'
import type { Finding, Severity } from '../findings/finding.js'
import { maskFinding } from '../findings/mask-finding.js'
import type { Interaction } from '../interaction/interaction.js'
import { findPlace } from '../interaction/places.js'
import { createLocator, selectOperations, type TrafficOptions } from '../locate/locate.js'
import type { Located } from '../locate/located.js'
import { validateWaivers } from '../waivers/validate-waivers.js'
import { createWaiverMatcher, type WaiverMatcher } from '../waivers/waiver-matcher.js'
import type { Waiver, Waivers } from '../waivers/waivers.js'
import { type Candidate, withoutKnown } from './once.js'
import type { OperationSummary, Report, ReportedFinding } from './report.js'
import { createIsSecret, formatRequest, type IsSecret } from './request-line.js'
import type { SkippedHost } from './skipped.js'
import { countInteraction, countNotes, createTally, listFindings, mergeTallies, type Tally, toListed } from './tally.js'
import { createTraffic, type TrafficResult } from './traffic.js'

/** What makes a run fail, and what a report lists. */
export interface ReportOptions extends TrafficOptions {
  /** The lowest severity that makes the run fail. @default 'error' */
  readonly failOn?: Severity
  /** Share of the document that must be covered, in percent. @default 0 */
  readonly minCoverage?: number
  /**
   * Findings of one kind that the report lists; further ones are only counted. A kind is what is wrong by one rule of one
   * operation at one kind of place, with its severity, so that warnings never push out an error.
   *
   * @default 100
   */
  readonly maxFindings?: number
  /** Findings and gaps in coverage that are accepted. A waiver that matches nothing makes the run fail. @default none */
  readonly waivers?: Waivers
  /**
   * List the items of operations without interactions one by one, however large the document is. By default they are only
   * counted in documents of more than 50 operations, unless there are waivers for coverage.
   *
   * @default false
   */
  readonly fullCoverage?: boolean
}

/** What cannot be read of a recording, such as a `RecordingError`, or of a connection. */
export interface UnreadableRecording {
  /** `path`, or `path:line`. */
  readonly source?: string
  /** The request, if the traffic was not read from a recording. */
  readonly request?: Pick<Interaction['request'], 'method' | 'url'>
  /** The status of the response, if there was one. */
  readonly status?: number
  /** JSON Pointer into the recording. */
  readonly pointer: string
  readonly expected: string
  readonly received: string
}

/** What is known about a request because the caller made it on purpose. */
export interface MadeRequest {
  /** Replaces the findings of the check. @internal */
  judge(found: readonly Finding[], located: Located): readonly Finding[]
  /** A command line that sends the request again. */
  curlOf(finding: Finding): string | undefined
}

/** A request that had no response. */
export interface RequestWithoutResponse {
  readonly operationId: string
  readonly request: Interaction['request']
  readonly curl: string
}

/** Checks interactions one by one, so that there may be more of them than fit into memory. */
export interface Reporter {
  /** Checks one more interaction and counts it. Returns its findings, without waived ones and notes that a report has once. */
  add(interaction: Interaction, made?: MadeRequest): readonly ReportedFinding[]
  /** Adds a finding about a request that had no response. */
  addFinding(finding: Finding, about: RequestWithoutResponse): void
  /** Adds a note about a recording, or an entry of one, that cannot be read, and returns it. */
  addUnreadable(error: UnreadableRecording): ReportedFinding
  /** Returns the report on all interactions added so far. */
  report(): Report
}

const defaults = Object.freeze({
  failOn: 'error',
  minCoverage: 0,
  maxFindings: 100,
  waivers: { findings: [], coverage: [] },
  fullCoverage: false,
} as const)

/** In documents with more operations, those without interactions are only counted. */
const maxListedOperations = 50

type Settings = Required<Omit<ReportOptions, keyof TrafficOptions>>

/** A response of which nothing is known. */
const unknownResponse: Interaction['response'] = { status: 200, headers: [], body: null, notRecorded: ['headers', 'body'] }

/**
 * A reporter that checks interactions against a document.
 *
 * Interactions that are not about the API are skipped. Without `servers`, hosts that no server of the document has are checked
 * only if there is no interaction with the host of a server: then hosts with a documented path are, or a single one.
 *
 * @throws {WaiversError} for a waiver that matches nothing in the document.
 * @throws {TypeError} if a server is not an absolute HTTP or HTTPS URL.
 */
export function createReporter(whole: Document, options: ReportOptions = {}): Reporter {
  const document = selectOperations(whole, options)
  const settings: Settings = { ...defaults, ...options }
  const { locate, findBasePaths } = createLocator(document, options)
  const listsAll =
    settings.fullCoverage || settings.waivers.coverage.length > 0 || document.operations.length <= maxListedOperations
  let coverage = createCoverage(document, { listsAll })
  validateWaivers(settings.waivers, document, coverage.entries)
  const waivers = createWaiverMatcher(settings.waivers)
  const traffic = createTraffic(findBasePaths, () => {
    coverage = createCoverage(document, { listsAll })
  })
  const unreadable = createTally()
  /** Of requests without a response. */
  const withoutResponse = createTally()
  const isSecret = createIsSecret(document)
  const listing = { document, isSecret, maxFindings: settings.maxFindings }
  let number = 0
  const findOperation = ({ method, url }: Pick<Interaction['request'], 'method' | 'url'>) => {
    const { located } = locate({ request: { method, url, headers: [], body: null }, response: unknownResponse })
    return located && { operationId: located.operation.operationId }
  }
  return {
    add(interaction, made) {
      number++
      const location = locate(interaction)
      const tally = traffic.add(location)
      if (!tally || location.skipped !== undefined) return []
      const { located, finding } = location
      if (located) coverage.add(located)
      const operationId = located?.operation.operationId
      const checked = located ? checkLocated(located) : [finding]
      const found = located && made ? made.judge(checked, located) : checked
      const toReported = createToReported(interaction, operationId, isSecret)
      const reported = found.map((each) => {
        const curl = made?.curlOf(each)
        const candidate = { ...toReported(each), ...(curl !== undefined && { curl }) }
        return waive(candidate, waivers, tally.neededWaivers)
      })
      const findings = withoutKnown(tally.once, reported)
      countInteraction(tally, findings, operationId)
      listFindings(tally, { number, findings, interaction }, listing)
      return findings.filter(({ waived }) => waived === undefined)
    },
    addFinding(finding, { operationId, request, curl }) {
      number++
      const candidate: Candidate = {
        ...finding,
        request: formatRequest(request, isSecret),
        operationId,
        curl,
        count: 1,
      }
      const findings = [waive(candidate, waivers, withoutResponse.neededWaivers)]
      countInteraction(withoutResponse, findings, operationId)
      listFindings(withoutResponse, { number, findings }, listing)
    },
    addUnreadable({ source, request, status, pointer, expected, received }) {
      const message = `cannot be read: expected ${expected}, received ${received}`
      const finding: Candidate = {
        ...{ code: 'not-checked', severity: 'note', at: pointer, rule: '' },
        ...{ expected, received, message, count: 1 },
        ...(source !== undefined && { source }),
        ...(request && { request: formatRequest(request, isSecret), ...findOperation(request) }),
        ...(status !== undefined && { status }),
      }
      const findings = [waive(finding, waivers, unreadable.neededWaivers)]
      countNotes(unreadable, findings)
      listFindings(unreadable, { number, findings }, listing)
      return finding
    },
    report() {
      const { tallies, ...result } = traffic.result()
      const tally = mergeTallies([unreadable, withoutResponse, ...tallies], settings.maxFindings)
      const needed = new Set(tally.neededWaivers)
      const covered = toCoverage(waivers.waive(coverage.entries(), needed), coverage.counted())
      const interactions = result.interactions + withoutResponse.interactions
      const run = { ...result, interactions, tally, coverage: covered }
      return toReport(document, run, [...reasonsToFail(run, settings), ...waivers.unneeded(needed)])
    },
  }
}

/** Checks interactions against a document and reports on all of them. The same input gives the same report. */
export function checkInteractions(
  document: Document,
  interactions: Iterable<Interaction>,
  options?: ReportOptions,
): Report {
  const reporter = createReporter(document, options)
  for (const interaction of interactions) reporter.add(interaction)
  return reporter.report()
}

/** Returns a function that says of the findings of one interaction where they were found. */
function createToReported(interaction: Interaction, operationId: string | undefined, isSecret: IsSecret) {
  const { status } = interaction.response
  let request: string | undefined
  return ({ more = 0, ...finding }: Finding): Candidate => {
    request ??= formatRequest(interaction.request, isSecret)
    const source = findPlace(interaction, finding)
    return {
      ...maskFinding(finding, isSecret),
      ...{ request, status, count: 1 + more },
      ...(source !== undefined && { source }),
      ...(operationId !== undefined && { operationId }),
    }
  }
}

function waive(finding: Candidate, waivers: WaiverMatcher, needed: Set<Waiver>): Candidate {
  const waived = waivers.findReason(finding, needed)
  return waived === undefined ? finding : { ...finding, waived }
}

/** Everything that a report is about. */
interface Run extends Omit<TrafficResult, 'tallies'> {
  readonly tally: Tally
  readonly coverage: Coverage
}

function toReport(
  document: Document,
  { interactions, tally, skipped, coverage }: Run,
  reasons: readonly string[],
): Report {
  const { checked, errors, warnings, notes, waived } = tally
  const findings = toListed(tally)
  const omitted = errors + warnings + notes + waived - findings.length
  return {
    document: { source: document.source, title: document.title, version: document.version },
    problems: document.problems,
    verdict:
      interactions === 0 || (checked === 0 && errors === 0)
        ? 'nothing-checked'
        : reasons.length > 0
          ? 'failed'
          : 'passed',
    reasons,
    summary: { interactions, checked, skipped: countSkipped(skipped), errors, warnings, notes, waived, omitted },
    skipped,
    operations: document.operations.map((operation) => summarize(operation, tally)),
    findings,
    rules: Object.fromEntries(tally.listing.excerpts),
    coverage,
  }
}

function countSkipped(skipped: readonly SkippedHost[]): number {
  return skipped.reduce((sum, { count }) => sum + count, 0)
}

function summarize({ operationId, method, path }: Operation, { operations }: Tally): OperationSummary {
  const { interactions = 0, withFindings = 0, errors = 0, warnings = 0 } = operations.get(operationId) ?? {}
  return { operationId, method, path, interactions, withFindings, errors, warnings }
}

function reasonsToFail(run: Run, { failOn, minCoverage }: Settings): string[] {
  const { tally, coverage } = run
  const percent = coverage.total === 0 ? 100 : (coverage.covered / coverage.total) * 100
  // Rounded down: 69.96 must not read as 70.
  const shown = (Math.floor(percent * 10) / 10).toFixed(1)
  return [
    ...(run.interactions === 0 ? ['no interaction was recorded'] : []),
    ...(run.interactions > 0 && tally.checked === 0 ? [describeNothingChecked(run)] : []),
    ...(tally.errors > 0 ? [countOf(tally.errors, 'error')] : []),
    ...(tally.warnings > 0 && failOn !== 'error' ? [countOf(tally.warnings, 'warning')] : []),
    ...(tally.notes > 0 && failOn === 'note' ? [countOf(tally.notes, 'note')] : []),
    ...(percent < minCoverage ? [`coverage of ${shown} % is below the minimum of ${minCoverage} %`] : []),
  ]
}

function describeNothingChecked({ interactions, skipped, suggestion }: Run): string {
  if (skipped.some(({ reason }) => reason === 'webhooks-only'))
    return 'the document describes webhooks only, which are checked with --webhooks'
  const problem =
    countSkipped(skipped) === interactions
      ? 'all interactions were skipped'
      : 'no interaction is about an operation of the document'
  if (!suggestion) return problem
  const paths = `${suggestion.count} of ${countOf(interactions, 'path')} would be documented`
  return `${problem}; ${paths} with --server ${suggestion.url}`
}

function toCoverage(entries: readonly CoverageEntry[], counted: readonly CountedOperation[]): Coverage {
  const own = entries.filter(({ waived }) => waived === undefined)
  const covered = own.filter((entry) => Object.keys(entry.covered).length > 0)
  const total = counted.reduce((sum, { items }) => sum + items, own.length)
  return { total, covered: covered.length, entries, counted }
}
