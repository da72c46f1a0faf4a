import { type Candidate, compareOrder, findKind, kindsOf, type Listed } from '../listing/listing.js'
import { findOnceKey } from '../listing/once.js'
import { createTally, type Tally } from '../listing/tally.js'
import type { HiddenFinding, MergeData, Report, ReportedFinding, TallyData } from '../report.js'
import type { ReportSettings, RunState } from '../run-state.js'
import type { ForeignHost } from '../traffic/traffic.js'

/**
 * Returns the data that `mergeReports` needs besides a report.
 *
 * @param listed the findings of the report, with the indexes of their tallies in `checked`
 */
export function toMergeData(
  { traffic, unreadable }: RunState,
  { failOn, minCoverage, maxFindings, waivers }: ReportSettings,
  report: Pick<Report, 'skipped' | 'operations'> & Pick<MergeData, 'digest'>,
  { checked, listed }: { readonly checked: readonly Tally[]; readonly listed: readonly Listed[] },
): MergeData {
  const hasWaivers = waivers.findings.length + waivers.coverage.length > 0
  const isKnown = traffic.hasKnownPath || traffic.foreign.some((each) => each.hasKnownPath)
  const parts = [
    { kind: 'own' as const, tally: traffic.own },
    { kind: 'unreadable' as const, tally: unreadable },
    ...traffic.foreign.map((each) => ({ kind: 'foreign' as const, ...each })),
  ].filter(({ kind, tally }) => kind === 'foreign' || tally.interactions > 0 || tally.listing.rules.size > 0)
  const indexesOf = (tally: Tally) =>
    listed.flatMap(({ origin = 0 }, index) => (checked[origin] === tally ? [index] : []))
  const [largest] = parts.toSorted((one, other) => indexesOf(other.tally).length - indexesOf(one.tally).length)
  const hidden = parts.filter(({ tally }) => !checked.includes(tally)).flatMap(({ tally }) => listedOf(tally))
  const ranks = toRanks([...listed, ...hidden])
  const order = listed.map((each) => ranks.get(orderOf(each)) ?? 0)
  const isSkippedSame = JSON.stringify(traffic.skipped) === JSON.stringify(report.skipped)
  return {
    version: 1,
    digest: report.digest,
    settings: { failOn, minCoverage, maxFindings },
    ...(hasWaivers && { waivers }),
    ...{ hasKnownHost: traffic.hasKnownHost, hasKnownPath: traffic.hasKnownPath },
    ...(!isSkippedSame && { skipped: traffic.skipped }),
    ...(!isKnown && traffic.suggestions.length > 0 && { suggestions: traffic.suggestions }),
    tallies: parts.map(({ tally, ...part }) => ({
      ...part,
      ...{ interactions: tally.interactions, checked: tally.checked },
      ...toOperations(tally, report),
      ...(tally.neededWaivers.size > 0 && { neededWaivers: [...tally.neededWaivers].sort((a, b) => a - b) }),
      ...(tally !== largest?.tally && { findings: indexesOf(tally) }),
      ...(!checked.includes(tally) && { hidden: toHidden(tally, ranks) }),
    })),
    ...(order.some((rank, index) => rank !== index) && { order }),
  }
}

function listedOf({ listing }: Tally): Listed[] {
  return kindsOf(listing).flatMap(({ listed }) => listed)
}

function orderOf({ number, index }: Listed): string {
  return `${number} ${index}`
}

/** For each finding, the number of findings before it in the order of the run. */
function toRanks(listed: readonly Listed[]): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>()
  for (const each of listed.toSorted(compareOrder)) {
    if (!ranks.has(orderOf(each))) ranks.set(orderOf(each), ranks.size)
  }
  return ranks
}

function toOperations({ operations }: Tally, report: Pick<Report, 'operations'>): Pick<TallyData, 'operations'> {
  const own = [...operations].map(([id, { interactions, withFindings }]) => [id, interactions, withFindings] as const)
  const reported = operationsOf(report)
  const isSame = reported.every(([id, interactions, withFindings]) => {
    const counts = operations.get(id)
    return counts?.interactions === interactions && counts.withFindings === withFindings
  })
  return isSame && own.length === reported.length ? {} : { operations: own.sort(([a], [b]) => (a < b ? -1 : 1)) }
}

function operationsOf({ operations }: Pick<Report, 'operations'>): NonNullable<TallyData['operations']> {
  return operations
    .filter(({ interactions }) => interactions > 0)
    .map(({ operationId, interactions, withFindings }) => [operationId, interactions, withFindings] as const)
}

function toHidden({ listing }: Tally, ranks: ReadonlyMap<string, number>): HiddenFinding[] {
  return kindsOf(listing)
    .flatMap(({ listed, cut }) =>
      listed.map((each, index) => ({
        finding: toReported(each, { isFirst: index === 0, more: index === listed.length - 1 ? cut : 0 }),
        order: ranks.get(orderOf(each)) ?? 0,
      })),
    )
    .sort((one, other) => one.order - other.order)
}

/** Converts a finding to the form it has in a report. `more` findings of its kind are not listed. */
export function toReported(
  { finding: { count, ...finding }, excerpt }: Listed,
  { isFirst, isAccepted = false, more }: { isFirst: boolean; isAccepted?: boolean; more: number },
): ReportedFinding {
  return {
    ...finding,
    ...(isAccepted && { baseline: true as const }),
    count: count + more,
    ...(more > 0 && { more }),
    ...(isFirst && excerpt && { excerpt }),
  }
}

/**
 * Returns the state of the run that a report is about.
 *
 * @param numberOf returns the position of a recording in the order of all recordings
 * @param firstIndex index of the first finding
 * @param waiverIndexes for each waiver of the report, its index among the waivers of all reports
 */
export function toRunState(
  { merge, findings, coverage, ...report }: Report & { readonly merge: MergeData },
  order: { numberOf(source: string | undefined): number; readonly firstIndex: number },
  waiverIndexes: readonly number[],
): RunState {
  const { settings, tallies, skipped = report.skipped, suggestions = [] } = merge
  const named = new Set(tallies.flatMap((each) => each.findings ?? []))
  const rest = [...findings.keys()].filter((index) => !named.has(index))
  const toTally = (data: TallyData | undefined): Tally => {
    const tally = createTally(settings.maxFindings)
    if (!data) return tally
    tally.interactions = data.interactions
    tally.checked = data.checked
    for (const [id, interactions, withFindings] of data.operations ?? operationsOf(report))
      tally.operations.set(id, { interactions, withFindings })
    for (const index of data.neededWaivers ?? []) tally.neededWaivers.add(waiverIndexes[index] ?? index)
    for (const [rule, excerpt] of Object.entries(report.rules)) tally.listing.excerpts.set(rule, excerpt)
    const own = (data.findings ?? rest).map((index) => ({
      index: merge.order?.[index] ?? index,
      finding: findings[index],
    }))
    const hidden = (data.hidden ?? []).map((each) => ({ index: each.order, finding: each.finding }))
    for (const { index, finding } of [...own, ...hidden]) {
      if (!finding) continue
      const listed = toListed(finding, order.numberOf(finding.source), order.firstIndex + index)
      addListed(tally, listed, finding.more ?? 0, data.kind)
    }
    return tally
  }
  const foreign = tallies.flatMap((data): ForeignHost[] => {
    const { kind, host = '', hasKnownPath = false } = data
    return kind === 'foreign' ? [{ host, hasKnownPath, tally: toTally(data) }] : []
  })
  const { interactions } = report.summary
  const { hasKnownHost, hasKnownPath } = merge
  return {
    traffic: {
      ...{ interactions, hasKnownHost, hasKnownPath, skipped, suggestions, foreign },
      own: toTally(tallies.find(({ kind }) => kind === 'own')),
    },
    unreadable: toTally(tallies.find(({ kind }) => kind === 'unreadable')),
    coverage: { entries: coverage.entries.map(({ waived, ...entry }) => entry), counted: coverage.counted },
  }
}

function toListed(found: ReportedFinding, number: number, index: number): Listed {
  const { excerpt, more = 0, baseline, count, ...finding } = found
  const candidate: Candidate = { ...finding, count: count - more }
  return { number, index, finding: candidate, excerpt }
}

function addListed(tally: Tally, listed: Listed, more: number, kind: TallyData['kind']): void {
  const found = findKind(tally.listing, listed.finding)
  found.listed.push(listed)
  found.cut += more
  const key = kind === 'unreadable' ? undefined : findOnceKey(listed.finding)
  if (key !== undefined) tally.once.set(key, listed)
}
