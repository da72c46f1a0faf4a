import type { Document, Operation } from '../../openapi/index.js'
import { countOf } from '../../text/plural.js'
import { checkLocated } from '../checks/checker.js'
import type { Coverage, CoverageEntry } from '../coverage/coverage.js'
import { createCoverage } from '../coverage/create-coverage.js'
import { countFindings, type Finding } from '../findings/finding.js'
import type { Interaction } from '../interaction/interaction.js'
import { createLocator } from '../locate/locate.js'
import { requirePossible } from '../waivers/validate-waivers.js'
import { createWaiving, type Waiving } from '../waivers/waiver-matcher.js'
import type { Waivers } from '../waivers/waivers.js'
import type { OperationSummary, Report, ReportedFinding, RuleExcerpt } from './report.js'
import { quoteRule } from './rule-excerpt.js'

/** What a report holds, and what breaks the promise. */
export interface ReportOptions {
  /** The least severity that breaks the promise. @default 'error' */
  readonly failOn?: 'error' | 'warning'
  /** Share of the document's promises that must be observed, in percent. @default 0 */
  readonly minCoverage?: number
  /** Findings to keep in the report; further ones are counted only. @default 1000 */
  readonly maxFindings?: number
  /** What is expected to be found, and what not to be observed; each of them must be needed. @default none */
  readonly waivers?: Waivers
}

/** Collects interactions one by one, so that their source may take its time and be longer than memory. */
export interface Reporter {
  /** Checks one more interaction and counts it. */
  add(interaction: Interaction): void
  /** What is known so far. */
  report(): Report
}

const defaults = Object.freeze({
  failOn: 'error',
  minCoverage: 0,
  maxFindings: 1000,
  waivers: { findings: [], coverage: [] },
} as const)

type Settings = Required<ReportOptions>

interface Tally {
  interactions: number
  checked: number
  errors: number
  warnings: number
  waived: number
  readonly operations: Map<string, { interactions: number; errors: number; warnings: number }>
  readonly findings: ReportedFinding[]
  readonly rules: Map<string, RuleExcerpt>
}

/**
 * A reporter on interactions with the service that a document describes.
 *
 * @throws {WaiversError} when a waiver names what the document does not have.
 */
export function createReporter(document: Document, options: ReportOptions = {}): Reporter {
  const settings: Settings = { ...defaults, ...options }
  const locate = createLocator(document)
  const coverage = createCoverage(document)
  requirePossible(settings.waivers, document, coverage.entries)
  const waiving = createWaiving(settings.waivers)
  const tally = createTally(document.operations)
  return {
    add(interaction) {
      const { located, findings: onTheWay } = locate(interaction)
      const found = located ? checkLocated(located, onTheWay) : onTheWay
      if (located) coverage.add(located)
      const operationId = located?.operation.operationId
      const findings = found.map((finding) => toReported(finding, interaction, operationId, waiving))
      count(tally, findings, operationId)
      keep(tally, findings, document, settings.maxFindings)
    },
    report() {
      const found = toCoverage(waiving.waive(coverage.entries()))
      return toReport(document, tally, found, [...reasonsAgainst(tally, found, settings), ...waiving.unneeded()])
    },
  }
}

/** Checks interactions one after the other and reports on all of them: same input, same report. */
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
  const none = () => ({ interactions: 0, errors: 0, warnings: 0 })
  return {
    ...none(),
    checked: 0,
    waived: 0,
    operations: new Map(operations.map(({ operationId }) => [operationId, none()])),
    findings: [],
    rules: new Map(),
  }
}

function toReported(
  finding: Finding,
  { source }: Interaction,
  operationId: string | undefined,
  waiving: Waiving,
): ReportedFinding {
  const reported: ReportedFinding = {
    ...finding,
    ...(source !== undefined && { source }),
    ...(operationId !== undefined && { operationId }),
  }
  const waived = waiving.findReason(reported)
  return waived === undefined ? reported : { ...reported, waived }
}

function count(tally: Tally, findings: readonly ReportedFinding[], operationId: string | undefined): void {
  const counted = findings.filter(({ waived }) => waived === undefined)
  const errors = countFindings(counted.filter(({ severity }) => severity === 'error'))
  const operation = operationId === undefined ? undefined : tally.operations.get(operationId)
  if (operation) tally.checked++
  const all = countFindings(counted)
  tally.waived += countFindings(findings) - all
  for (const each of operation ? [tally, operation] : [tally]) {
    each.interactions++
    each.errors += errors
    each.warnings += all - errors
  }
}

function keep(tally: Tally, findings: readonly ReportedFinding[], document: Document, most: number): void {
  for (const finding of findings.slice(0, Math.max(0, most - tally.findings.length))) {
    tally.findings.push(finding)
    const excerpt = tally.rules.has(finding.rule) ? undefined : quoteRule(document, finding)
    if (excerpt) tally.rules.set(finding.rule, excerpt)
  }
}

function toReport(document: Document, tally: Tally, coverage: Coverage, reasons: readonly string[]): Report {
  const { interactions, checked, errors, warnings, waived, findings } = tally
  const omitted = errors + warnings + waived - countFindings(findings)
  return {
    document: { source: document.source, title: document.title, version: document.version },
    verdict:
      interactions === 0 || (checked === 0 && errors === 0)
        ? 'nothing-checked'
        : reasons.length > 0
          ? 'failed'
          : 'passed',
    reasons,
    summary: { interactions, checked, errors, warnings, waived, omitted },
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

function reasonsAgainst(tally: Tally, { total, covered }: Coverage, { failOn, minCoverage }: Settings): string[] {
  const percent = total === 0 ? 100 : (covered / total) * 100
  // Rounded down: 69.96 is not to read as 70.
  const shown = (Math.floor(percent * 10) / 10).toFixed(1)
  return [
    ...(tally.interactions === 0 ? ['no interaction was recorded'] : []),
    ...(tally.interactions > 0 && tally.checked === 0 ? ['no interaction is about an operation of the document'] : []),
    ...(tally.errors > 0 ? [countOf(tally.errors, 'error')] : []),
    ...(tally.warnings > 0 && failOn === 'warning' ? [countOf(tally.warnings, 'warning')] : []),
    ...(percent < minCoverage ? [`coverage of ${shown} % is below the minimum of ${minCoverage} %`] : []),
  ]
}

function toCoverage(entries: readonly CoverageEntry[]): Coverage {
  const counted = entries.filter(({ waived }) => waived === undefined)
  const covered = counted.filter((entry) => Object.keys(entry.covered).length > 0)
  return { total: counted.length, covered: covered.length, entries }
}
