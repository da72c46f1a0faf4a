import { escapeRegex } from '../../text/escape-regex.js'
import type { CoverageEntry } from '../coverage/coverage.js'
import type { ReportedFinding } from '../report/report.js'
import type { CoverageWaiver, FindingWaiver, Waiver, Waivers } from './waivers.js'

/** Waivers at work: they remember which of them were needed. */
export interface Waiving {
  /** The reason of the first waiver that names a finding. */
  findReason(finding: ReportedFinding): string | undefined
  /** The same entries; those that were not observed and that a waiver names, with its reason. */
  waive(entries: readonly CoverageEntry[]): readonly CoverageEntry[]
  /** A line for each waiver that nothing needed so far. */
  unneeded(): string[]
}

/** Makes waivers ready to be asked; none are fine. */
export function createWaiving({ findings, coverage }: Waivers): Waiving {
  const needed = new Set<Waiver>()
  const ofFindings = findings.map((waiver) => ({ waiver, matches: matchFinding(waiver) }))
  const ofCoverage = coverage.map((waiver) => ({ waiver, matches: matchEntry(waiver) }))
  return {
    findReason(finding) {
      const naming = ofFindings.filter(({ matches }) => matches(finding)).map(({ waiver }) => waiver)
      for (const waiver of naming) needed.add(waiver)
      return naming[0]?.reason
    },
    waive: (entries) =>
      entries.map((entry) => {
        if (Object.keys(entry.covered).length > 0) return entry
        const naming = ofCoverage.filter(({ matches }) => matches(entry)).map(({ waiver }) => waiver)
        for (const waiver of naming) needed.add(waiver)
        return naming[0] ? { ...entry, waived: naming[0].reason } : entry
      }),
    unneeded: () => [
      ...notIn(needed, findings).map(
        ({ definedAt }) => `${definedAt}: this waiver is not needed: there is no such finding`,
      ),
      ...notIn(needed, coverage).map(
        ({ definedAt }) => `${definedAt}: this waiver is not needed: no such item is uncovered`,
      ),
    ],
  }
}

function notIn(needed: ReadonlySet<Waiver>, waivers: readonly Waiver[]): Waiver[] {
  return waivers.filter((waiver) => !needed.has(waiver))
}

function matchFinding({ source, ...patterns }: FindingWaiver): (finding: ReportedFinding) => boolean {
  const isOfSource = source === undefined ? () => true : matchSource(source)
  const matches = matchFields<ReportedFinding>(patterns, ['operationId', 'code', 'at', 'keyword', 'rule'])
  return (finding) => isOfSource(finding.source ?? '') && matches(finding)
}

function matchEntry(waiver: CoverageWaiver): (entry: CoverageEntry) => boolean {
  return matchFields<CoverageEntry>(waiver, ['operationId', 'kind', 'subject', 'aspect'])
}

/** A test of some of a value's fields against a waiver's patterns; an absent pattern matches everything. */
export function matchFields<Value>(
  patterns: { readonly [Name in keyof Value]?: unknown },
  names: readonly (keyof Value)[],
): (value: Value) => boolean {
  const tests = names.flatMap((name) => {
    const pattern = patterns[name]
    return typeof pattern === 'string' ? [{ name, regex: new RegExp(`^${toSource(pattern)}$`, 's') }] : []
  })
  return (value) => tests.every(({ name, regex }) => regex.test(String(value[name] ?? '')))
}

/** A recording is named from any folder on, so that it does not matter where the check was started. */
function matchSource(pattern: string): (source: string) => boolean {
  const regex = new RegExp(`(?:^|/)${toSource(pattern)}(?::\\d+)?$`, 's')
  return (source) => regex.test(source.replaceAll('\\', '/'))
}

/** `*` stops at a `/`, `**` does not. */
function toSource(pattern: string): string {
  return pattern
    .split(/(\*+)/)
    .map((part) => {
      if (part === '*') return '[^/]*'
      return part.startsWith('*') ? '.*' : escapeRegex(part)
    })
    .join('')
}
