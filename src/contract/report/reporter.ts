import type { Document } from '../../openapi/index.js'
import type { Baseline } from '../baseline/baseline.js'
import { createAcceptance } from '../baseline/match.js'
import { checkLocated } from '../checks/checker.js'
import { createCoverage } from '../coverage/create-coverage.js'
import type { Finding, Severity } from '../findings/finding.js'
import { maskFinding } from '../findings/mask-finding.js'
import type { Interaction } from '../interaction/interaction.js'
import { findPlace } from '../interaction/places.js'
import { createLocator, selectOperations, type TrafficOptions } from '../locate/locate.js'
import type { Located } from '../locate/located.js'
import { validateWaivers } from '../waivers/validate-waivers.js'
import { createWaiverMatcher } from '../waivers/waiver-matcher.js'
import type { Waivers } from '../waivers/waivers.js'
import { findMapPlace } from './listing/generalise.js'
import type { Candidate } from './listing/listing.js'
import { withoutKnown } from './listing/once.js'
import { countInteraction, type ListingContext, listFindings, waive } from './listing/tally.js'
import { mergeStates } from './merge/merge-states.js'
import type { Report, ReportedFinding } from './report.js'
import { createIsSecret, formatRequest } from './request-line.js'
import type { ReportedDocument, ReportSettings, RunState } from './run-state.js'
import { toReport } from './to-report.js'
import { createTraffic } from './traffic/traffic.js'
import { createUnreadableTraffic, type RequestWithoutResponse, type UnreadableRecording } from './unreadable.js'

/** Options that decide what makes a run fail and what a report lists. */
export interface ReportOptions extends TrafficOptions {
  /** The lowest severity that makes the run fail. @default 'error' */
  readonly failOn?: Severity
  /** Share of the document that must be covered, in percent. @default 0 */
  readonly minCoverage?: number
  /**
   * Maximum number of findings of each kind that the report lists; further ones are only counted. A kind is: one rule
   * of one operation, at one kind of place, with one severity. So warnings never displace an error.
   *
   * @default 100
   */
  readonly maxFindings?: number
  /** Findings and gaps in coverage that are accepted. A waiver that matches nothing makes the run fail. @default none */
  readonly waivers?: Waivers
  /**
   * The accepted findings, as `toBaseline` returns them for an earlier run. They do not count; the run fails if one of
   * them is gone. With `'update'`, all findings are accepted, for a new baseline.
   *
   * @default none
   */
  readonly baseline?: Baseline | 'update' | undefined
  /**
   * True to list the items of operations without interactions one by one. By default, documents with more than 50
   * operations only count them, unless there are waivers for coverage.
   *
   * @default false
   */
  readonly fullCoverage?: boolean
}

/** What is known about a request because the caller made it on purpose. */
export interface MadeRequest {
  /**
   * Returns the findings to report instead of those of the check.
   *
   * @internal
   */
  judge(found: readonly Finding[], located: Located): readonly Finding[]
  /** Returns a command line that sends the request again. */
  curlOf(finding: Finding): string | undefined
}

/** Checks interactions one by one, so that there may be more of them than fit into memory. */
export interface Reporter {
  /**
   * Checks one more interaction and counts it. Returns its findings, except waived ones, those in the baseline, and notes that
   * a report lists once.
   */
  add(interaction: Interaction, made?: MadeRequest): readonly ReportedFinding[]
  /** Adds a finding about a request that had no response. */
  addFinding(finding: Finding, about: RequestWithoutResponse): void
  /** Adds a note about a recording, or an entry of one, that cannot be read, and returns it. */
  addUnreadable(error: UnreadableRecording): ReportedFinding
  /** Returns the report on all interactions added so far. */
  report(): Report
  /**
   * Starts a part of a run. What is added from now on comes after all parts with smaller numbers, including those of
   * other reporters. Numbers must increase.
   *
   * @internal
   */
  startPart(part: number): void
  /**
   * Returns the state so far, for `addState` of another reporter with the same document and options. Plain data.
   *
   * @internal
   */
  state(): RunState
  /**
   * Adds the parts that another reporter checked.
   *
   * @internal
   */
  addState(state: RunState): void
}

const defaults = Object.freeze({
  failOn: 'error',
  minCoverage: 0,
  maxFindings: 100,
  waivers: { findings: [], coverage: [] },
} as const)

/** Documents with more operations than this only count the items of operations without interactions. */
const maxListedOperations = 50

/**
 * Creates a reporter that checks interactions against a document.
 *
 * Interactions that are not about the API are skipped. By default (without `servers`), the hosts of the document's
 * servers are checked. If no interaction has such a host, the hosts with a documented path are checked instead, or the
 * only host.
 *
 * @throws {WaiversError} if a waiver matches nothing in the document
 * @throws {TypeError} if a server is not an absolute HTTP or HTTPS URL
 */
export function createReporter(whole: Document, options: ReportOptions = {}): Reporter {
  const document = selectOperations(whole, options)
  const { fullCoverage = false, ...given } = options
  const settings: ReportSettings = { ...defaults, ...given }
  const { waivers: accepted, maxFindings } = settings
  const { locate, findBasePaths } = createLocator(document, options)
  const listsAll = fullCoverage || accepted.coverage.length > 0 || document.operations.length <= maxListedOperations
  let coverage = createCoverage(document, { listsAll })
  validateWaivers(accepted, document, coverage.entries)
  const waivers = createWaiverMatcher(accepted)
  const isAccepted = createAcceptance(options.baseline, document.source)
  const forget = () => {
    coverage = createCoverage(document, { listsAll })
  }
  const traffic = createTraffic(findBasePaths, forget, maxFindings)
  const context = { document, isSecret: createIsSecret(document), locate, waivers, maxFindings }
  const unreadable = createUnreadableTraffic(context)
  const parts: RunState[] = []
  let number = 0
  const state = (): RunState => ({
    ...{ traffic: traffic.state(), unreadable: unreadable.tally },
    coverage: { entries: coverage.entries(), counted: coverage.counted() },
  })
  return {
    add(interaction, made) {
      number++
      const location = locate(interaction)
      const tally = traffic.add(location)
      if (!tally || location.skipped !== undefined) return []
      const { located, finding } = location
      if (located) coverage.add(located)
      const operationId = located?.operation.operationId
      const toCandidate = createToCandidate(interaction, { ...context, operationId, made })
      const findings = located ? judge(located, made) : [finding]
      const all = findings.map((each, index) => ({
        ...{ number, index },
        finding: waive(toCandidate(each), waivers, tally.neededWaivers),
      }))
      const found = withoutKnown(tally.once, all)
      countInteraction(tally, found, operationId)
      listFindings(tally, { found, interaction }, context)
      return found.flatMap(({ finding }) => (finding.waived === undefined && !isAccepted(finding) ? [finding] : []))
    },
    addFinding: (finding, about) => unreadable.addFinding(++number, finding, about),
    addUnreadable: (error) => unreadable.addUnreadable(number, error),
    startPart(part) {
      number = part * maxInteractionsOfPart
    },
    state,
    addState(added) {
      parts.push(added)
    },
    report() {
      const reported = reportedDocument(document)
      const operationIds = reported.operations.map(({ operationId }) => operationId)
      const all =
        parts.length === 0 ? state() : mergeStates(structuredClone([state(), ...parts]), operationIds, maxFindings)
      return toReport(reported, all, settings)
    },
  }
}

/** Maximum number of interactions in a part. Numbers stay safe integers for millions of parts. */
const maxInteractionsOfPart = 2 ** 30

/**
 * Checks interactions against a document and reports on all of them. The same input gives the same report.
 *
 * @throws {WaiversError} if a waiver matches nothing in the document
 * @throws {TypeError} if a server is not an absolute HTTP or HTTPS URL
 */
export function checkInteractions(
  document: Document,
  interactions: Iterable<Interaction>,
  options?: ReportOptions,
): Report {
  const reporter = createReporter(document, options)
  for (const interaction of interactions) reporter.add(interaction)
  return reporter.report()
}

/** Returns the findings about an interaction. If the caller made its request on purpose, the caller judges them. */
function judge(located: Located, made: MadeRequest | undefined): readonly Finding[] {
  const found = checkLocated(located)
  return made ? made.judge(found, located) : found
}

interface FindingContext extends ListingContext {
  readonly operationId: string | undefined
  readonly made: MadeRequest | undefined
}

/** Returns a function that adds to the findings of one interaction where they were found. */
function createToCandidate(interaction: Interaction, { document, isSecret, operationId, made }: FindingContext) {
  const { status } = interaction.response
  let request: string | undefined
  return (found: Finding): Candidate => {
    const { more = 0, ...finding } = found
    request ??= formatRequest(interaction.request, isSecret)
    const source = findPlace(interaction, finding)
    const place = findMapPlace(document, found)
    const curl = made?.curlOf(found)
    return {
      ...maskFinding(finding, isSecret),
      ...{ request, status, count: 1 + more },
      ...(source !== undefined && { source }),
      ...(operationId !== undefined && { operationId }),
      ...(place !== undefined && { place }),
      ...(curl !== undefined && { curl }),
    }
  }
}

/** The part of a report that is about the document. */
function reportedDocument({ source, title, version, files, problems, operations }: Document): ReportedDocument {
  return {
    ...{ document: { source, title, version }, problems },
    digest: files.map((file) => file.digest()).join(' '),
    operations: operations.map(({ operationId, method, path }) => ({ operationId, method, path })),
  }
}
