import type { Document, Operation } from '../../openapi/index.js'
import { countOf } from '../../text/plural.js'
import { checkLocated } from '../checks/checker.js'
import type { Coverage, CoverageEntry } from '../coverage/coverage.js'
import { createCoverage } from '../coverage/create-coverage.js'
import { countFindings, type Finding } from '../findings/finding.js'
import type { Interaction } from '../interaction/interaction.js'
import { createLocator, type Location, type TrafficOptions } from '../locate/locate.js'
import { hostOf } from '../locate/skip.js'
import { validateWaivers } from '../waivers/validate-waivers.js'
import { createWaiverMatcher, type WaiverMatcher } from '../waivers/waiver-matcher.js'
import type { Waiver, Waivers } from '../waivers/waivers.js'
import type { OperationSummary, Report, ReportedFinding } from './report.js'
import { createSkippedCounter, type SkippedHost } from './skipped.js'
import { createServerSuggester, type SuggestedServer } from './suggest-server.js'
import { countInteraction, createTally, listFindings, mergeTallies, type Tally } from './tally.js'

/** What makes a run fail, and what a report lists. */
export interface ReportOptions extends TrafficOptions {
  /** The lowest severity that makes the run fail. @default 'error' */
  readonly failOn?: 'error' | 'warning'
  /** Share of the document that must be covered, in percent. @default 0 */
  readonly minCoverage?: number
  /** Findings to list in the report; further ones are only counted. @default 1000 */
  readonly maxFindings?: number
  /** Findings and gaps in coverage that are accepted. A waiver that matches nothing makes the run fail. @default none */
  readonly waivers?: Waivers
}

/** Checks interactions one by one, so that there may be more of them than fit into memory. */
export interface Reporter {
  /** Checks one more interaction and counts it. */
  add(interaction: Interaction): void
  /** Returns the report on all interactions added so far. */
  report(): Report
}

const defaults = Object.freeze({
  failOn: 'error',
  minCoverage: 0,
  maxFindings: 1000,
  waivers: { findings: [], coverage: [] },
} as const)

type Settings = Required<Omit<ReportOptions, 'servers'>>

/** The interactions with a host that no server has. */
interface ForeignHost {
  readonly host: string
  readonly tally: Tally
  /** Whether one of its paths is documented. */
  hasKnownPath: boolean
}

/** Hosts that are counted one by one while it is not known whose traffic they are. Further ones are taken for one host. */
const maxForeignHosts = 100

/**
 * A reporter that checks interactions against a document.
 *
 * Which interactions are about the API depends on all of them, not on their order. If an interaction has the host of a server,
 * all other hosts are skipped. If none has, the traffic comes from a test server, say: hosts with a documented path are checked
 * and other hosts are skipped; a single host is checked in any case. With `servers`, other hosts are always skipped. Until the
 * first interaction with the host of a server, findings are kept apart for each of up to 100 hosts; hosts beyond these are taken
 * for one, so that memory stays bounded.
 *
 * @throws {WaiversError} for a waiver that matches nothing in the document.
 * @throws {TypeError} if a server is not an absolute HTTP or HTTPS URL.
 */
export function createReporter(document: Document, options: ReportOptions = {}): Reporter {
  const settings: Settings = { ...defaults, ...options }
  const { locate, findBasePaths } = createLocator(document, options)
  let coverage = createCoverage(document)
  validateWaivers(settings.waivers, document, coverage.entries)
  const waivers = createWaiverMatcher(settings.waivers)
  const skipped = createSkippedCounter()
  const suggester = createServerSuggester()
  const own = createTally()
  const foreign = new Map<string, ForeignHost>()
  let hasKnownHost = false
  let interactions = 0
  let hasKnownPath = false

  /** From now on, other hosts are skipped, also those of earlier interactions. */
  const skipForeign = () => {
    hasKnownHost = true
    if (foreign.size === 0) return
    for (const { host, tally } of foreign.values()) skipped.add(host, 'other-host', tally.interactions)
    foreign.clear()
    coverage = createCoverage(document)
  }

  /** Where to count an interaction; `undefined` if it is skipped. */
  const findTally = ({ url, isKnownHost, isKnownPath }: Location): Tally | undefined => {
    if (isKnownHost && !hasKnownHost) skipForeign()
    if (!url || isKnownHost) return own
    if (hasKnownHost) return undefined
    const host = hostOf(url)
    const key = foreign.has(host) || foreign.size < maxForeignHosts ? host : ''
    const entry = foreign.get(key) ?? {
      host: key === '' ? 'other hosts' : host,
      tally: createTally(),
      hasKnownPath: false,
    }
    entry.hasKnownPath ||= isKnownPath
    foreign.set(key, entry)
    return entry.tally
  }

  return {
    add(interaction) {
      const number = interactions++
      const location = locate(interaction)
      const { url, isKnownHost, isKnownPath } = location
      hasKnownPath ||= isKnownHost && isKnownPath
      if (url && !(isKnownHost && isKnownPath)) suggester.add(url, findBasePaths(url))
      if (location.skipped !== undefined) {
        if (url) skipped.add(hostOf(url), location.skipped)
        return
      }
      const tally = findTally(location)
      if (!tally) {
        if (url) skipped.add(hostOf(url), 'other-host')
        return
      }
      if (location.located) coverage.add(location.located)
      const operationId = location.located?.operation.operationId
      const found = location.located ? checkLocated(location.located) : [location.finding]
      const findings = found.map((finding) =>
        toReported(finding, interaction, operationId, waivers, tally.neededWaivers),
      )
      countInteraction(tally, findings, operationId)
      listFindings(tally, { number, findings }, document, settings.maxFindings)
    },
    report() {
      const { checked, others } = chooseHosts([...foreign.values()])
      const allSkipped = createSkippedCounter(skipped.list())
      for (const { host, tally } of others) allSkipped.add(host, 'other-host', tally.interactions)
      const tally = mergeTallies([own, ...checked.map((each) => each.tally)], settings.maxFindings)
      const needed = new Set(tally.neededWaivers)
      const covered = toCoverage(waivers.waive(coverage.entries(), needed))
      const isKnown = hasKnownPath || checked.some((each) => each.hasKnownPath)
      const suggestion = isKnown ? undefined : suggester.suggest()
      const run = { interactions, suggestion, tally, skipped: allSkipped.list(), coverage: covered }
      const reasons = [...reasonsToFail(run, settings), ...waivers.unneeded(needed)]
      return toReport(document, run, reasons)
    },
  }
}

/** Which of the hosts that no server has are checked: those with a documented path, or a single one. */
function chooseHosts(hosts: readonly ForeignHost[]): {
  checked: readonly ForeignHost[]
  others: readonly ForeignHost[]
} {
  if (hosts.length < 2) return { checked: hosts, others: [] }
  return {
    checked: hosts.filter(({ hasKnownPath }) => hasKnownPath),
    others: hosts.filter(({ hasKnownPath }) => !hasKnownPath),
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

function toReported(
  finding: Finding,
  { source }: Interaction,
  operationId: string | undefined,
  waivers: WaiverMatcher,
  needed: Set<Waiver>,
): ReportedFinding {
  const reported: ReportedFinding = {
    ...finding,
    ...(source !== undefined && { source }),
    ...(operationId !== undefined && { operationId }),
  }
  const waived = waivers.findReason(reported, needed)
  return waived === undefined ? reported : { ...reported, waived }
}

/** Everything that a report is about. */
interface Run {
  readonly interactions: number
  readonly tally: Tally
  readonly skipped: readonly SkippedHost[]
  readonly coverage: Coverage
  /** The server under which paths would be documented, if none is. */
  readonly suggestion: SuggestedServer | undefined
}

function toReport(
  document: Document,
  { interactions, tally, skipped, coverage }: Run,
  reasons: readonly string[],
): Report {
  const { checked, errors, warnings, notes, waived } = tally
  const findings = tally.findings.map(({ finding }) => finding)
  const omitted = errors + warnings + notes + waived - countFindings(findings)
  return {
    document: { source: document.source, title: document.title, version: document.version },
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
    rules: Object.fromEntries(tally.rules),
    coverage,
  }
}

function countSkipped(skipped: readonly SkippedHost[]): number {
  return skipped.reduce((sum, { count }) => sum + count, 0)
}

function summarize({ operationId, method, path }: Operation, { operations }: Tally): OperationSummary {
  const { interactions = 0, errors = 0, warnings = 0 } = operations.get(operationId) ?? {}
  return { operationId, method, path, interactions, errors, warnings }
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
    ...(tally.warnings > 0 && failOn === 'warning' ? [countOf(tally.warnings, 'warning')] : []),
    ...(percent < minCoverage ? [`coverage of ${shown} % is below the minimum of ${minCoverage} %`] : []),
  ]
}

function describeNothingChecked({ interactions, skipped, suggestion }: Run): string {
  if (skipped.some(({ reason }) => reason === 'webhooks-only'))
    return 'the document describes webhooks only, which are not checked'
  const problem =
    countSkipped(skipped) === interactions
      ? 'all interactions were skipped'
      : 'no interaction is about an operation of the document'
  if (!suggestion) return problem
  const paths = `${suggestion.count} of ${countOf(interactions, 'path')} would be documented`
  return `${problem}; ${paths} with --server ${suggestion.url}`
}

function toCoverage(entries: readonly CoverageEntry[]): Coverage {
  const counted = entries.filter(({ waived }) => waived === undefined)
  const covered = counted.filter((entry) => Object.keys(entry.covered).length > 0)
  return { total: counted.length, covered: covered.length, entries }
}
