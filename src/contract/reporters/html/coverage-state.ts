import { html, type Markup } from '../../../text/html/markup.js'
import { countOf } from '../../../text/plural.js'
import type { CoverageEntry } from '../../coverage/coverage.js'
import type { Provenance } from '../../interaction/interaction.js'
import type { Report } from '../../report/report.js'

/**
 * How an item of the document is covered: by the live service, by recordings that are known to come from elsewhere, by
 * recordings of unknown origin, or not at all.
 */
export type CoverageState = (typeof states)[number]

const states = ['live', 'recorded', 'covered', 'uncovered', 'waived'] as const

export function toCoverageState(entry: CoverageEntry): CoverageState {
  const { live = 0, historical = 0, documented = 0, other = 0 } = entry.covered
  if (live > 0) return 'live'
  if (historical > 0 || documented > 0) return 'recorded'
  if (other > 0) return 'covered'
  return entry.waived === undefined ? 'uncovered' : 'waived'
}

/** The state that the filter uses. Waived items are shown only if all items are. */
export function toFilterState(state: CoverageState): 'covered' | 'uncovered' | 'waived' {
  return state === 'uncovered' || state === 'waived' ? state : 'covered'
}

const signs: Readonly<Record<CoverageState, string>> = {
  live: '●',
  recorded: '◐',
  covered: '●',
  uncovered: '○',
  waived: '–',
}

const meanings: Readonly<Record<CoverageState, string>> = {
  live: 'covered live',
  recorded: 'covered, but not live',
  covered: 'covered',
  uncovered: 'not covered',
  waived: 'waived',
}

/** A sign for a state, hidden from assistive technology: `describeState` says the same in words. */
export function formatSign(state: CoverageState): Markup {
  return html`<span class="sign ${state}" aria-hidden="true">${signs[state]}</span>`
}

/**
 * A sign for an item, with a title that explains it both to pointer users and to assistive technology. It is written
 * once, because a large page has thousands.
 */
export function formatNamedSign(entry: CoverageEntry): Markup {
  const state = toCoverageState(entry)
  return html`<span class="sign ${state}" role="img" title="${describeState(entry)}">${signs[state]}</span>`
}

/**
 * Describes how an item is covered: `covered live (3 live, 1 documented)`, `covered (2 interactions)`, or the reason of
 * the waiver.
 */
export function describeState(entry: CoverageEntry): string {
  const state = toCoverageState(entry)
  const times = provenances.flatMap((provenance) => {
    const number = entry.covered[provenance] ?? 0
    if (number === 0) return []
    return [state === 'covered' ? countOf(number, 'interaction') : `${number} ${provenance}`]
  })
  const why = [...times, ...(entry.waived === undefined ? [] : [entry.waived])].join(', ')
  const meaning = meanings[state]
  return why === '' ? meaning : `${meaning} (${why})`
}

const provenances: readonly Provenance[] = ['live', 'historical', 'documented', 'other']

const explanations: Readonly<Record<CoverageState, string>> = {
  live: 'seen in traffic of the live service (--live, or a recording in a folder named live)',
  recorded:
    'seen in recordings of the documentation or of an older service (in a folder named documented or historical)',
  covered: 'seen in at least one interaction',
  uncovered: 'seen in no interaction',
  waived: 'seen in no interaction, and accepted with a reason',
}

/** A legend that explains the signs which the report uses. */
export function formatLegend({ coverage }: Report, ...more: readonly (Markup | false)[]): Markup {
  const used = new Set<CoverageState>(coverage.entries.map(toCoverageState))
  if (coverage.counted.length > 0) used.add('uncovered')
  const signed = states
    .filter((state) => used.has(state))
    .map((state) => html`<li>${formatSign(state)}<b>${meanings[state]}</b>: ${explanations[state]}</li>`)
  return html`<ul class="legend">${signed}${more}</ul>`
}
