import { countOf } from '../../text/plural.js'
import type { Coverage, CoverageEntry, CoverageKind } from '../coverage/coverage.js'
import type { Report } from '../report/report.js'

/** Observed of promised in whole per cent, rounded down, so that 100 means all; `undefined` when nothing is promised. */
export function toPercent({ observed, promised }: Pick<Coverage, 'observed' | 'promised'>): number | undefined {
  return promised === 0 ? undefined : Math.floor((observed * 100) / promised)
}

export function isObserved(entry: CoverageEntry): boolean {
  return Object.values(entry.observed).some((times) => times > 0)
}

/** Promised, not waived, and in no interaction. */
export function isUnobserved(entry: CoverageEntry): boolean {
  return entry.waived === undefined && !isObserved(entry)
}

const kinds: Readonly<Record<CoverageKind, readonly [one: string, many: string]>> = {
  operation: ['operation', 'operations'],
  response: ['response', 'responses'],
  property: ['property state', 'property states'],
  'enum-value': ['enum value', 'enum values'],
  array: ['array length', 'array lengths'],
  'query-parameter': ['query parameter', 'query parameters'],
  page: ['page position', 'page positions'],
}

/** `2 responses, 3 enum values`, in the order of the kinds above. */
export function summariseKinds(entries: readonly CoverageEntry[]): string {
  return Object.entries(kinds)
    .map(([kind, [one, many]]) => ({ number: entries.filter((entry) => entry.kind === kind).length, one, many }))
    .filter(({ number }) => number > 0)
    .map(({ number, one, many }) => countOf(number, one, many))
    .join(', ')
}

const verdicts: Readonly<Record<Report['verdict'], string>> = {
  kept: 'Kept',
  broken: 'Broken',
  'nothing-checked': 'Nothing checked',
}

/** The verdict in one or two words. */
export function verdictWord(report: Report): string {
  return verdicts[report.verdict]
}

/** What was checked, found and observed, in one sentence without the verdict. */
export function summarise({ summary, coverage }: Report): string {
  const checked =
    summary.located === summary.interactions
      ? countOf(summary.interactions, 'interaction')
      : `${summary.located} of ${countOf(summary.interactions, 'interaction')} located`
  const percent = toPercent(coverage)
  return [
    checked,
    countOf(summary.errors, 'error'),
    countOf(summary.warnings, 'warning'),
    ...(summary.waived > 0 ? [`${summary.waived} waived`] : []),
    ...(percent === undefined ? [] : [`${coverage.observed} of ${coverage.promised} promises observed (${percent} %)`]),
  ].join(', ')
}
