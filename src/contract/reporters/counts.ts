import { countOf } from '../../text/plural.js'
import type { Coverage, CoverageEntry, CoverageKind } from '../coverage/coverage.js'
import type { SkipReason } from '../locate/skip.js'
import type { Report } from '../report/report.js'
import type { SkippedHost } from '../report/traffic/skipped.js'

/**
 * The share of covered items in percent, rounded down so that 100 means that all are covered; `undefined` if there are
 * no items.
 */
export function toPercent({ covered, total }: Pick<Coverage, 'covered' | 'total'>): number | undefined {
  return total === 0 ? undefined : Math.floor((covered * 100) / total)
}

export function isCovered(entry: CoverageEntry): boolean {
  return Object.values(entry.covered).some((times) => times > 0)
}

/** True if an item is neither covered nor waived. */
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

/** Counts entries by kind, as text: `2 responses, 3 enum values`. */
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

/** One line that says what was checked, found and covered, without the verdict. */
export function summarise({ summary, coverage }: Report): string {
  const checked =
    summary.checked === summary.interactions
      ? countOf(summary.interactions, 'interaction')
      : `${summary.checked} of ${countOf(summary.interactions, 'interaction')} checked`
  const percent = toPercent(coverage)
  return [
    checked,
    ...(summary.skipped > 0 ? [`${summary.skipped} skipped`] : []),
    countOf(summary.errors, 'error'),
    countOf(summary.warnings, 'warning'),
    ...(summary.notes > 0 ? [countOf(summary.notes, 'note')] : []),
    ...(summary.waived > 0 ? [`${summary.waived} waived`] : []),
    ...(summary.baseline === undefined ? [] : [`${summary.baseline} in the baseline`]),
    ...(percent === undefined ? [] : [`${coverage.covered} of ${coverage.total} items covered (${percent} %)`]),
  ].join(', ')
}

const skipReasons: Readonly<Record<SkipReason, string>> = {
  'other-host': 'not a host of the API',
  'other-scheme': 'not HTTP',
  preflight: 'CORS preflight',
  'webhooks-only': 'the document describes webhooks only (--webhooks)',
}

/**
 * Says how many interactions with a host were skipped and why, without the host: `3 interactions, not a host of the
 * API`.
 */
export function describeSkipped({ reason, count }: SkippedHost): string {
  return `${countOf(count, 'interaction')}, ${skipReasons[reason]}`
}

/** The first `max` skipped hosts, and the number of the others. */
export function limitSkipped({ skipped }: Report, max: number): { listed: readonly SkippedHost[]; more: number } {
  return { listed: skipped.slice(0, max), more: Math.max(0, skipped.length - max) }
}
