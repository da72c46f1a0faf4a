import type { Document, Operation } from '../../openapi/index.js'
import { countOf } from '../../text/plural.js'
import { checkLocated } from '../checks/checker.js'
import type { CountedOperation, Coverage, CoverageEntry } from '../coverage/coverage.js'
import { createCoverage } from '../coverage/create-coverage.js'
import { countFindings, type Finding, type Severity } from '../findings/finding.js'
import type { Interaction } from '../interaction/interaction.js'
import { createLocator } from '../locate/locate.js'
import { validateWaivers } from '../waivers/validate-waivers.js'
import { createWaiverMatcher, type WaiverMatcher } from '../waivers/waiver-matcher.js'
import type { Waivers } from '../waivers/waivers.js'
import type { OperationSummary, Report, ReportedFinding, RuleExcerpt } from './report.js'
import { quoteRule } from './rule-excerpt.js'

/** What makes a run fail, and what a report lists. */
export interface ReportOptions {
  /** The lowest severity that makes the run fail. @default 'error' */
  readonly failOn?: Severity
  /** Share of the document that must be covered, in percent. @default 0 */
  readonly minCoverage?: number
  /** Findings to list in the report; further ones are only counted. @default 1000 */
  readonly maxFindings?: number
  /** Findings and gaps in coverage that are accepted. A waiver that matches nothing makes the run fail. @default none */
  readonly waivers?: Waivers
  /**
   * List the items of operations without interactions one by one, however large the document is. By default they are only
   * counted in documents of more than 100 operations, unless there are waivers for coverage.
   *
   * @default false
   */
  readonly fullCoverage?: boolean
}

/** What cannot be read of a recording, such as a `RecordingError`. */
export interface UnreadableRecording {
  /** `path`, or `path:line`. */
  readonly source: string
  /** JSON Pointer into the recording. */
  readonly pointer: string
  readonly expected: string
  readonly received: string
}

/** Checks interactions one by one, so that there may be more of them than fit into memory. */
export interface Reporter {
  /** Checks one more interaction and counts it. */
  add(interaction: Interaction): void
  /** Adds a note about a recording, or an entry of one, that cannot be read. */
  addUnreadable(error: UnreadableRecording): void
  /** Returns the report on all interactions added so far. */
  report(): Report
}

const defaults = Object.freeze({
  failOn: 'error',
  minCoverage: 0,
  maxFindings: 1000,
  waivers: { findings: [], coverage: [] },
  fullCoverage: false,
} as const)

/** In documents with more operations, those without interactions are only counted. */
const maxListedOperations = 100

type Settings = Required<ReportOptions>

interface Counts {
  interactions: number
  errors: number
  warnings: number
}

interface Tally extends Counts {
  checked: number
  notes: number
  waived: number
  readonly operations: Map<string, Counts>
  readonly findings: ReportedFinding[]
  readonly rules: Map<string, RuleExcerpt>
}

/**
 * A reporter that checks interactions against a document.
 *
 * @throws {WaiversError} for a waiver that matches nothing in the document.
 */
export function createReporter(document: Document, options: ReportOptions = {}): Reporter {
  const settings: Settings = { ...defaults, ...options }
  const locate = createLocator(document)
  const listsAll =
    settings.fullCoverage || settings.waivers.coverage.length > 0 || document.operations.length <= maxListedOperations
  const coverage = createCoverage(document, { listsAll })
  validateWaivers(settings.waivers, document, coverage.entries)
  const waivers = createWaiverMatcher(settings.waivers)
  const tally = createTally(document.operations)
  const isFirst = createOnceFilter()
  return {
    add(interaction) {
      const location = locate(interaction)
      const { located } = location
      if (located) coverage.add(located)
      const operationId = located?.operation.operationId
      const found = located ? checkLocated(located) : [location.finding]
      const reported = found.map((finding) => toReported(finding, interaction, operationId, waivers))
      const findings = reported.filter(isFirst).map(({ once, ...finding }) => finding)
      count(tally, findings, operationId)
      list(tally, findings, document, settings.maxFindings)
    },
    addUnreadable({ source, pointer, expected, received }) {
      const message = `cannot be read: expected ${expected}, received ${received}`
      const finding: ReportedFinding = {
        ...{ code: 'not-checked', severity: 'note', at: pointer, rule: '' },
        ...{ expected, received, message, source },
      }
      const waived = waivers.findReason(finding)
      if (waived === undefined) tally.notes++
      else tally.waived++
      if (tally.findings.length < settings.maxFindings) {
        tally.findings.push(waived === undefined ? finding : { ...finding, waived })
      }
    },
    report() {
      const covered = toCoverage(waivers.waive(coverage.entries()), coverage.counted())
      return toReport(document, tally, covered, [...reasonsToFail(tally, covered, settings), ...waivers.unneeded()])
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

function createTally(operations: readonly Operation[]): Tally {
  const zero = (): Counts => ({ interactions: 0, errors: 0, warnings: 0 })
  return {
    ...zero(),
    checked: 0,
    notes: 0,
    waived: 0,
    operations: new Map(operations.map(({ operationId }) => [operationId, zero()])),
    findings: [],
    rules: new Map(),
  }
}

function toReported(
  finding: Finding,
  { source }: Interaction,
  operationId: string | undefined,
  waivers: WaiverMatcher,
): ReportedFinding {
  const reported: ReportedFinding = {
    ...finding,
    ...(source !== undefined && { source }),
    ...(operationId !== undefined && { operationId }),
  }
  const waived = waivers.findReason(reported)
  return waived === undefined ? reported : { ...reported, waived }
}

/**
 * Returns false for a note that a report has already: what was not checked is said once for each operation and reason, other
 * notes with `once` only once. A waived note does not stand for one that is not waived.
 */
function createOnceFilter(): (finding: ReportedFinding) => boolean {
  const seen = new Set<string>()
  return ({ once, code, rule, at, expected, operationId, waived }) => {
    if (once === undefined && code !== 'not-checked') return true
    const place = once === 'run' ? [] : [operationId, at.replace(/\/\d+(?=\/|$)/g, '/0')]
    const key = JSON.stringify([code, rule, expected, waived !== undefined, ...place])
    return !seen.has(key) && seen.add(key) !== undefined
  }
}

function count(tally: Tally, findings: readonly ReportedFinding[], operationId: string | undefined): void {
  const counted = findings.filter(({ waived }) => waived === undefined)
  const numberOf = (wanted: Severity) => countFindings(counted.filter(({ severity }) => severity === wanted))
  const operation = operationId === undefined ? undefined : tally.operations.get(operationId)
  if (operation) tally.checked++
  tally.notes += numberOf('note')
  tally.waived += countFindings(findings) - countFindings(counted)
  for (const each of operation ? [tally, operation] : [tally]) {
    each.interactions++
    each.errors += numberOf('error')
    each.warnings += numberOf('warning')
  }
}

/** Adds findings to the report's list, and what the document says at their rules, until the list is full. */
function list(tally: Tally, findings: readonly ReportedFinding[], document: Document, maxFindings: number): void {
  for (const finding of findings.slice(0, Math.max(0, maxFindings - tally.findings.length))) {
    tally.findings.push(finding)
    const excerpt = tally.rules.has(finding.rule) ? undefined : quoteRule(document, finding)
    if (excerpt) tally.rules.set(finding.rule, excerpt)
  }
}

function toReport(document: Document, tally: Tally, coverage: Coverage, reasons: readonly string[]): Report {
  const { interactions, checked, errors, warnings, notes, waived, findings } = tally
  const omitted = errors + warnings + notes + waived - countFindings(findings)
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
    summary: { interactions, checked, errors, warnings, notes, waived, omitted },
    operations: document.operations.map((operation) => summarize(operation, tally)),
    findings: [...findings],
    rules: Object.fromEntries(tally.rules),
    coverage,
  }
}

function summarize({ operationId, method, path }: Operation, { operations }: Tally): OperationSummary {
  const { interactions = 0, errors = 0, warnings = 0 } = operations.get(operationId) ?? {}
  return { operationId, method, path, interactions, errors, warnings }
}

function reasonsToFail(tally: Tally, { total, covered }: Coverage, { failOn, minCoverage }: Settings): string[] {
  const percent = total === 0 ? 100 : (covered / total) * 100
  // Rounded down: 69.96 must not read as 70.
  const shown = (Math.floor(percent * 10) / 10).toFixed(1)
  return [
    ...(tally.interactions === 0 ? ['no interaction was recorded'] : []),
    ...(tally.interactions > 0 && tally.checked === 0 ? ['no interaction is about an operation of the document'] : []),
    ...(tally.errors > 0 ? [countOf(tally.errors, 'error')] : []),
    ...(tally.warnings > 0 && failOn !== 'error' ? [countOf(tally.warnings, 'warning')] : []),
    ...(tally.notes > 0 && failOn === 'note' ? [countOf(tally.notes, 'note')] : []),
    ...(percent < minCoverage ? [`coverage of ${shown} % is below the minimum of ${minCoverage} %`] : []),
  ]
}

function toCoverage(entries: readonly CoverageEntry[], counted: readonly CountedOperation[]): Coverage {
  const own = entries.filter(({ waived }) => waived === undefined)
  const covered = own.filter((entry) => Object.keys(entry.covered).length > 0)
  const total = counted.reduce((sum, { items }) => sum + items, own.length)
  return { total, covered: covered.length, entries, counted }
}
