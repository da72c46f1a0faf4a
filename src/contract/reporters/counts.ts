import { countOf } from '../../text/plural.js'
import type { Coverage, CoverageEntry, CoverageKind } from '../coverage/coverage.js'
import type { Report } from '../report/report.js'

/** Covered of total in whole per cent, rounded down, so that 100 means all; `undefined` when there are no items. */
export function toPercent({ covered, total }: Pick<Coverage, 'covered' | 'total'>): number | undefined {
  return total === 0 ? undefined : Math.floor((covered * 100) / total)
}

export function isCovered(entry: CoverageEntry): boolean {
  return Object.values(entry.covered).some((times) => times > 0)
}

/** Not waived, and in no interaction. */
export function isUncovered(entry: CoverageEntry): boolean {
  return entry.waived === undefined && !isCovered(entry)
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
  passed: 'Passed',
  failed: 'Failed',
  'nothing-checked': 'Nothing checked',
}

/** The verdict in one or two words. */
export function verdictWord(report: Report): string {
  return verdicts[report.verdict]
}

/** What was checked, found and covered, in one sentence without the verdict. */
export function summarise({ summary, coverage }: Report): string {
  const checked =
    summary.checked === summary.interactions
      ? countOf(summary.interactions, 'interaction')
      : `${summary.checked} of ${countOf(summary.interactions, 'interaction')} checked`
  const percent = toPercent(coverage)
  return [
    checked,
    countOf(summary.errors, 'error'),
    countOf(summary.warnings, 'warning'),
    ...(summary.waived > 0 ? [`${summary.waived} waived`] : []),
    ...(percent === undefined ? [] : [`${coverage.covered} of ${coverage.total} items covered (${percent} %)`]),
  ].join(', ')
}
