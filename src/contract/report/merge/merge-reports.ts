import { toVisibleText } from '../../../text/visible-text.js'
import { isAtLeast, type Severity } from '../../findings/finding.js'
import type { Waiver, Waivers } from '../../waivers/waivers.js'
import type { MergeData, Report } from '../report.js'
import type { ReportOptions } from '../reporter.js'
import { toReport } from '../to-report.js'
import { toRunState } from './merge-data.js'
import { mergeStates } from './merge-states.js'

/** Thrown when reports cannot be merged. The message is one line, safe to show. */
export class MergeError extends Error {
  static override readonly name: string = 'MergeError'
  override readonly name = 'MergeError'
  readonly code = 'invalid-report'

  constructor(message: string, options?: ErrorOptions) {
    super(toVisibleText(message), options)
  }
}

/** A report to merge. */
export interface NamedReport {
  /** Name of its file, for messages. */
  readonly source: string
  readonly report: Report
}

/** Options of `mergeReports`. */
export interface MergeOptions extends Pick<ReportOptions, 'baseline'> {
  /**
   * The lowest severity that makes the run fail.
   *
   * @default the strictest of the reports
   */
  readonly failOn?: Severity | undefined
  /**
   * Share of the document that must be covered, in percent.
   *
   * @default the largest of the reports
   */
  readonly minCoverage?: number | undefined
}

/**
 * Merges reports into the report that a single run on all their interactions would give, in the order of the paths of
 * their recordings.
 *
 * The waivers of all reports apply. A baseline is compared with the merged report only.
 *
 * @throws {MergeError} if there are no reports, their documents differ, or one lacks the data for merging
 */
export function mergeReports(reports: readonly NamedReport[], options: MergeOptions = {}): Report {
  const parts = reports.map(toPart)
  const [first] = parts
  if (!first) throw new MergeError('expected at least one report, received none')
  for (const part of parts) requireSameDocument(first, part)
  const settings = {
    failOn: options.failOn ?? strictest(parts.map(({ merge }) => merge.settings.failOn)),
    minCoverage: options.minCoverage ?? Math.max(...parts.map(({ merge }) => merge.settings.minCoverage)),
    maxFindings: Math.min(...parts.map(({ merge }) => merge.settings.maxFindings)),
    baseline: options.baseline,
  }
  const { waivers, indexesOf } = joinWaivers(parts.map(({ merge }) => merge.waivers))
  const numberOf = createOrder(parts.map(({ report }) => report))
  let firstIndex = 0
  const states = parts.map(({ merge, report }, index) => {
    const state = toRunState({ ...report, merge }, { numberOf, firstIndex }, indexesOf[index] ?? [])
    firstIndex += report.findings.length + merge.tallies.reduce((sum, { hidden = [] }) => sum + hidden.length, 0)
    return state
  })
  const { report, merge } = first
  const { operations, document, problems } = report
  const operationIds = operations.map(({ operationId }) => operationId)
  const merged = mergeStates(states, operationIds, settings.maxFindings)
  return toReport({ document, problems, operations, digest: merge.digest }, merged, { ...settings, waivers })
}

interface Part {
  readonly source: string
  readonly report: Report
  readonly merge: MergeData
}

function toPart({ source, report }: NamedReport): Part {
  const { merge } = report
  if (!merge) throw new MergeError(`${source}: expected a report with the member "merge", received a report without it`)
  return { source, report, merge }
}

function requireSameDocument(one: Part, other: Part): void {
  if (one.merge.digest === other.merge.digest) return
  const [before, after] = [nameOf(one.report), nameOf(other.report)]
  const received = before === after ? 'another document with this name and version' : after
  throw new MergeError(
    `${other.source}: expected a report of ${before}, as in ${one.source}, received a report of ${received}`,
  )
}

function nameOf({ document: { title, version } }: Report): string {
  return `${title} ${version}`.trim()
}

function strictest(severities: readonly Severity[]): Severity {
  return severities.reduce((one, other) => (isAtLeast(one, other) ? other : one))
}

/** All waivers without duplicates, and for each report the indexes of its finding waivers among them. */
function joinWaivers(all: readonly (Waivers | undefined)[]): { waivers: Waivers; indexesOf: number[][] } {
  const findings = new Map<string, { index: number; waiver: Waiver }>()
  const indexesOf = all.map((waivers) =>
    (waivers?.findings ?? []).map((waiver) => {
      const key = JSON.stringify(waiver)
      const known = findings.get(key) ?? { index: findings.size, waiver }
      findings.set(key, known)
      return known.index
    }),
  )
  const coverage = new Map(
    all.flatMap((each) => each?.coverage ?? []).map((waiver) => [JSON.stringify(waiver), waiver]),
  )
  return {
    waivers: { findings: [...findings.values()].map(({ waiver }) => waiver), coverage: [...coverage.values()] },
    indexesOf,
  }
}

/** Sorts recordings by path, in the order in which a check reads them. */
function createOrder(reports: readonly Report[]): (source: string | undefined) => number {
  const findings = reports.flatMap((report) => [
    ...report.findings,
    ...(report.merge?.tallies.flatMap(({ hidden = [] }) => hidden.map(({ finding }) => finding)) ?? []),
  ])
  const paths = [...new Set(findings.map(({ source }) => pathOf(source)))].sort()
  const numbers = new Map(paths.map((path, number) => [path, number]))
  return (source) => numbers.get(pathOf(source)) ?? 0
}

function pathOf(source = ''): string {
  return source.replace(/:\d+$/, '')
}
