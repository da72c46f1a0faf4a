import type { CoverageEntry } from '../../coverage/coverage.js'
import type { Provenance } from '../../interaction/provenance.js'
import { html, type Markup } from './markup.js'

/** How a promise stands: only what a live service said counts as observed of it. */
export type Observation = 'live' | 'recorded' | 'unobserved' | 'waived'

export function toObservation(entry: CoverageEntry): Observation {
  if ((entry.observed.live ?? 0) > 0) return 'live'
  if (Object.values(entry.observed).some((times) => times > 0)) return 'recorded'
  return entry.waived === undefined ? 'unobserved' : 'waived'
}

/** The filter knows two states, and what is waived is in neither. */
export function toFilterState(observation: Observation): 'observed' | 'unobserved' | 'waived' {
  return observation === 'live' || observation === 'recorded' ? 'observed' : observation
}

const signs: Readonly<Record<Observation, string>> = { live: '●', recorded: '◐', unobserved: '○', waived: '–' }

const meanings: Readonly<Record<Observation, string>> = {
  live: 'observed live',
  recorded: 'observed, but not live',
  unobserved: 'never observed',
  waived: 'waived',
}

/** A sign for the eye and a phrase for everyone else; colour only underlines it. */
export function formatSign(observation: Observation): Markup {
  return html`<span class="sign ${observation}" aria-hidden="true">${signs[observation]}</span>`
}

/** `observed live (3 live, 1 documented)`, or the reason of a waiver. */
export function describeObservation(entry: CoverageEntry): string {
  const times = provenances.flatMap((provenance) => {
    const number = entry.observed[provenance] ?? 0
    return number > 0 ? [`${number} ${provenance}`] : []
  })
  const why = [...times, ...(entry.waived === undefined ? [] : [entry.waived])].join(', ')
  const meaning = meanings[toObservation(entry)]
  return why === '' ? meaning : `${meaning} (${why})`
}

const provenances: readonly Provenance[] = ['live', 'historical', 'documented', 'other']

/** What the signs mean. */
export function formatLegend(...more: readonly Markup[]): Markup {
  const signed = (['live', 'recorded', 'unobserved', 'waived'] as const).map(
    (observation) => html`<span>${formatSign(observation)} ${meanings[observation]}</span>`,
  )
  return html`<p class="legend">${signed}${more}</p>`
}
