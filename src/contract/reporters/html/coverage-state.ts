import type { CoverageEntry } from '../../coverage/coverage.js'
import type { Provenance } from '../../interaction/provenance.js'
import { html, type Markup } from './markup.js'

/** How an item of the document is covered: by a live service, by other recordings, or not at all. */
export type CoverageState = 'live' | 'recorded' | 'uncovered' | 'waived'

export function toCoverageState(entry: CoverageEntry): CoverageState {
  if ((entry.covered.live ?? 0) > 0) return 'live'
  if (Object.values(entry.covered).some((times) => times > 0)) return 'recorded'
  return entry.waived === undefined ? 'uncovered' : 'waived'
}

/** The filter knows two states, and what is waived is in neither. */
export function toFilterState(state: CoverageState): 'covered' | 'uncovered' | 'waived' {
  return state === 'live' || state === 'recorded' ? 'covered' : state
}

const signs: Readonly<Record<CoverageState, string>> = { live: '●', recorded: '◐', uncovered: '○', waived: '–' }

const meanings: Readonly<Record<CoverageState, string>> = {
  live: 'covered live',
  recorded: 'covered, but not live',
  uncovered: 'not covered',
  waived: 'waived',
}

/** A sign for the eye and a phrase for everyone else; colour only underlines it. */
export function formatSign(state: CoverageState): Markup {
  return html`<span class="sign ${state}" aria-hidden="true">${signs[state]}</span>`
}

/** `covered live (3 live, 1 documented)`, or the reason of a waiver. */
export function describeState(entry: CoverageEntry): string {
  const times = provenances.flatMap((provenance) => {
    const number = entry.covered[provenance] ?? 0
    return number > 0 ? [`${number} ${provenance}`] : []
  })
  const why = [...times, ...(entry.waived === undefined ? [] : [entry.waived])].join(', ')
  const meaning = meanings[toCoverageState(entry)]
  return why === '' ? meaning : `${meaning} (${why})`
}

const provenances: readonly Provenance[] = ['live', 'historical', 'documented', 'other']

/** What the signs mean. */
export function formatLegend(...more: readonly Markup[]): Markup {
  const signed = (['live', 'recorded', 'uncovered', 'waived'] as const).map(
    (state) => html`<span>${formatSign(state)} ${meanings[state]}</span>`,
  )
  return html`<p class="legend">${signed}${more}</p>`
}
