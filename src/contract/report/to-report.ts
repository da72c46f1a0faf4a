import { countOf } from '../../text/plural.js'
import { type BaselineEntry, describeEntry } from '../baseline/baseline.js'
import { baselineOf, type Comparison, compareWithBaseline } from '../baseline/match.js'
import type { CountedOperation, Coverage, CoverageEntry } from '../coverage/coverage.js'
import { createWaiverMatcher } from '../waivers/waiver-matcher.js'
import type { Waiver } from '../waivers/waivers.js'
import { compareListed, countKind, type Kind, kindsOf, type Listed, type Listing } from './listing/listing.js'
import { mergeTallies, type Tally } from './listing/tally.js'
import { toMergeData, toReported } from './merge/merge-data.js'
import { countReported, type OperationSummary, type Report, type ReportedFinding } from './report.js'
import type { ReportedDocument, ReportSettings, RunState } from './run-state.js'
import type { SkippedHost } from './traffic/skipped.js'
import { decideTraffic, type TrafficResult } from './traffic/traffic.js'

/** The counts of a run, after it was decided which interactions belong to it. */
interface Run extends Omit<TrafficResult, 'tallies'> {
  readonly tally: Tally
  readonly kinds: readonly Kind[]
  readonly coverage: Coverage
  readonly comparison: Comparison
}

/** Creates the report on a run. The same state and settings give the same report. */
export function toReport(reported: ReportedDocument, state: RunState, settings: ReportSettings): Report {
  const { tallies, ...traffic } = decideTraffic(state.traffic)
  const result = { ...traffic, interactions: traffic.interactions + state.unreadable.interactions }
  const checked = [state.unreadable, ...tallies]
  const tally = mergeTallies(checked, settings.maxFindings)
  const waivers = createWaiverMatcher(settings.waivers)
  const neededForCoverage = new Set<Waiver>()
  const entries = waivers.waive(state.coverage.entries, neededForCoverage)
  const { source } = reported.document
  const baseline = settings.baseline === 'update' ? baselineOf(tally.listing, source) : settings.baseline
  const comparison = compareWithBaseline(baseline ?? { entries: [] }, tally.listing, source)
  const coverage = toCoverage(entries, state.coverage.counted)
  const run: Run = { ...result, tally, kinds: kindsOf(tally.listing), coverage, comparison }
  const counts = countFindings(run)
  const reasons = [
    ...reasonsToFail(run, counts, settings),
    ...describeGone(comparison.gone, tally),
    ...waivers.unneeded(tally.neededWaivers, neededForCoverage),
  ]
  const listed = toListed(run)
  const findings = listed.map(({ reported }) => reported)
  const operations = toOperations(reported, run)
  const { errors, warnings, notes, waived } = counts
  const all = errors + warnings + notes + waived + counts.baseline
  return {
    document: reported.document,
    problems: reported.problems,
    verdict: toVerdict(run, errors, reasons),
    reasons,
    summary: {
      ...{ interactions: run.interactions, checked: tally.checked, skipped: countSkipped(run.skipped) },
      ...{ errors, warnings, notes, waived },
      ...(baseline && { baseline: counts.baseline }),
      omitted: all - findings.length,
    },
    skipped: run.skipped,
    operations,
    findings,
    rules: toRules(findings, tally.listing),
    coverage,
    ...(baseline && { baseline: { entries: baseline.entries.length, gone: comparison.gone } }),
    merge: toMergeData(
      state,
      settings,
      { skipped: run.skipped, operations, digest: reported.digest },
      { checked, listed },
    ),
  }
}

interface Counts {
  errors: number
  warnings: number
  notes: number
  waived: number
  baseline: number
}

const countedAs = { error: 'errors', warning: 'warnings', note: 'notes' } as const

function categoryOf(kind: Kind, { accepted }: Comparison): keyof Counts {
  if (kind.sample.waived !== undefined) return 'waived'
  return accepted.has(kind) ? 'baseline' : countedAs[kind.sample.severity]
}

function countFindings({ kinds, comparison }: Run): Counts {
  const counts = { errors: 0, warnings: 0, notes: 0, waived: 0, baseline: 0 }
  for (const kind of kinds) counts[categoryOf(kind, comparison)] += countKind(kind)
  return counts
}

function toVerdict({ interactions, tally }: Run, errors: number, reasons: readonly string[]): Report['verdict'] {
  if (interactions === 0 || (tally.checked === 0 && errors === 0)) return 'nothing-checked'
  return reasons.length > 0 ? 'failed' : 'passed'
}

/** The operations with their counts, in the document's order. */
function toOperations({ operations }: ReportedDocument, { tally, kinds, comparison }: Run): OperationSummary[] {
  const found = new Map<string, { errors: number; warnings: number }>()
  for (const kind of kinds) {
    const category = categoryOf(kind, comparison)
    const { operationId } = kind.sample
    if (operationId === undefined || (category !== 'errors' && category !== 'warnings')) continue
    const counts = found.get(operationId) ?? { errors: 0, warnings: 0 }
    counts[category] += countKind(kind)
    found.set(operationId, counts)
  }
  return operations.map(({ operationId, method, path }) => {
    const { interactions = 0, withFindings = 0 } = tally.operations.get(operationId) ?? {}
    const { errors = 0, warnings = 0 } = found.get(operationId) ?? {}
    return { operationId, method, path, interactions, withFindings, errors, warnings }
  })
}

/**
 * Maximum number of findings that a report lists. With more kinds than this, some kinds are only counted; errors are
 * listed first.
 */
const maxReported = 5_000

/**
 * The listed findings in the order of a report. The last one of each kind has the count of those that are not listed.
 */
function toListed({ kinds, comparison }: Run): (Listed & { readonly reported: ReportedFinding })[] {
  const total = kinds.reduce((sum, { listed }) => sum + listed.length, 0)
  const maxOfKind = total > maxReported ? Math.max(1, Math.floor(maxReported / kinds.length)) : total
  return kinds
    .flatMap((kind) => {
      const isAccepted = categoryOf(kind, comparison) === 'baseline'
      const shown = kind.listed.slice(0, maxOfKind)
      const others = kind.cut + countReported(kind.listed.slice(maxOfKind).map(({ finding }) => finding))
      return shown.map((each, index) => {
        const more = index === shown.length - 1 ? others : 0
        return { ...each, isAccepted, reported: toReported(each, { isFirst: index === 0, isAccepted, more }) }
      })
    })
    .sort((one, other) => Number(one.isAccepted) - Number(other.isAccepted) || compareListed(one, other))
    .slice(0, maxReported)
}

/** Excerpts of the document for the rules of the findings, in their order. */
function toRules(findings: readonly ReportedFinding[], { excerpts }: Listing): Report['rules'] {
  const rules = new Set(findings.map(({ rule }) => rule))
  return Object.fromEntries(
    [...rules].flatMap((rule) => {
      const excerpt = excerpts.get(rule)
      return excerpt ? [[rule, excerpt]] : []
    }),
  )
}

function countSkipped(skipped: readonly SkippedHost[]): number {
  return skipped.reduce((sum, { count }) => sum + count, 0)
}

function reasonsToFail(run: Run, { errors, warnings, notes }: Counts, settings: ReportSettings): string[] {
  const { tally, coverage } = run
  const { failOn, minCoverage } = settings
  const percent = coverage.total === 0 ? 100 : (coverage.covered / coverage.total) * 100
  // Rounded down: 69.96 must not read as 70.
  const shown = (Math.floor(percent * 10) / 10).toFixed(1)
  return [
    ...(run.interactions === 0 ? ['no interaction was recorded'] : []),
    ...(run.interactions > 0 && tally.checked === 0 ? [describeNothingChecked(run)] : []),
    ...(errors > 0 ? [countOf(errors, 'error')] : []),
    ...(warnings > 0 && failOn !== 'error' ? [countOf(warnings, 'warning')] : []),
    ...(notes > 0 && failOn === 'note' ? [countOf(notes, 'note')] : []),
    ...(percent < minCoverage ? [`coverage of ${shown} % is below the minimum of ${minCoverage} %`] : []),
  ]
}

const maxGone = 20

/** One line for each finding of the baseline that the run did not find. */
function describeGone(gone: readonly BaselineEntry[], { operations }: Tally): string[] {
  if (gone.length === 0) return []
  const more = gone.length - maxGone
  return [
    `${countOf(gone.length, 'finding')} of the baseline ${gone.length === 1 ? 'is' : 'are'} gone; update the baseline`,
    ...gone.slice(0, maxGone).map((entry) => {
      const { operationId } = entry
      const isSeen = operationId === undefined || operations.has(operationId)
      return `gone: ${describeEntry(entry)}${isSeen ? '' : '; its operation has no interactions in this run'}`
    }),
    ...(more > 0 ? [`gone: ${more} more`] : []),
  ]
}

function describeNothingChecked({ interactions, skipped, suggestion }: Run): string {
  if (skipped.some(({ reason }) => reason === 'webhooks-only'))
    return 'the document only describes webhooks; check them with --webhooks'
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
