import type { CoverageEntry } from '../coverage/coverage.js'
import type { ReportedFinding } from '../report/report.js'
import { createGlob } from './glob.js'
import type { CoverageWaiver, FindingWaiver, Waiver, Waivers } from './waivers.js'

/** Finds the waivers that match, and adds them to a set of the caller. */
export interface WaiverMatcher {
  /** The reason of the first waiver that matches a finding. `needed` receives the indexes of all that match. */
  findReason(finding: ReportedFinding, needed: Set<number>): string | undefined
  /** The same entries; an uncovered one that a waiver matches gets its reason. `needed` receives all that match. */
  waive(entries: readonly CoverageEntry[], needed: Set<Waiver>): readonly CoverageEntry[]
  /** A line for each waiver that is not needed. */
  unneeded(neededFindings: ReadonlySet<number>, neededCoverage: ReadonlySet<Waiver>): string[]
}

export function createWaiverMatcher({ findings, coverage }: Waivers): WaiverMatcher {
  const ofFindings = findings.map((waiver, index) => ({ index, waiver, matches: matchFinding(waiver) }))
  const ofCoverage = coverage.map((waiver) => ({ waiver, matches: matchEntry(waiver) }))
  return {
    findReason(finding, needed) {
      const matching = ofFindings.filter(({ matches }) => matches(finding))
      for (const { index } of matching) needed.add(index)
      return matching[0]?.waiver.reason
    },
    waive: (entries, needed) =>
      entries.map((entry) => {
        if (Object.keys(entry.covered).length > 0) return entry
        const matching = ofCoverage.filter(({ matches }) => matches(entry)).map(({ waiver }) => waiver)
        for (const waiver of matching) needed.add(waiver)
        return matching[0] ? { ...entry, waived: matching[0].reason } : entry
      }),
    unneeded: (neededFindings, neededCoverage) => [
      ...findings
        .filter((_, index) => !neededFindings.has(index))
        .map(({ definedAt }) => `${definedAt}: this waiver is not needed: there is no such finding`),
      ...coverage
        .filter((waiver) => !neededCoverage.has(waiver))
        .map(({ definedAt }) => `${definedAt}: this waiver is not needed: no such item is uncovered`),
    ],
  }
}

function matchFinding({ source, ...patterns }: FindingWaiver): (finding: ReportedFinding) => boolean {
  const isOfSource = source === undefined ? () => true : matchSource(source)
  const matches = matchFields<ReportedFinding>(patterns, ['operationId', 'code', 'at', 'keyword', 'rule'])
  return (finding) => isOfSource(finding.source ?? '') && matches(finding)
}

function matchEntry(waiver: CoverageWaiver): (entry: CoverageEntry) => boolean {
  return matchFields<CoverageEntry>(waiver, ['operationId', 'kind', 'subject', 'aspect'])
}

/** Returns a test of some fields of a value by a waiver's patterns. An absent pattern matches everything. */
export function matchFields<Value>(
  patterns: { readonly [Name in keyof Value]?: unknown },
  names: readonly (keyof Value)[],
): (value: Value) => boolean {
  const tests = names.flatMap((name) => {
    const pattern = patterns[name]
    return typeof pattern === 'string' ? [{ name, matches: createGlob(pattern) }] : []
  })
  return (value) => tests.every(({ name, matches }) => matches(String(value[name] ?? '')))
}

/** Matches the end of a recording's path, so that it does not matter in which folder the check was started. */
function matchSource(pattern: string): (source: string) => boolean {
  const matches = createGlob(`**/${pattern}`)
  return (source) => {
    const path = `/${source.replaceAll('\\', '/')}`
    return matches(path) || matches(path.replace(/:\d+$/, ''))
  }
}
