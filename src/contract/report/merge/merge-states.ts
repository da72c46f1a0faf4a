import type { Coverage, CoverageEntry } from '../../coverage/coverage.js'
import type { Provenance } from '../../interaction/provenance.js'
import { kindsOf, type Listed } from '../listing/listing.js'
import { addTally, createTally, type Tally } from '../listing/tally.js'
import type { RunState } from '../run-state.js'
import { mergeTraffic } from '../traffic/traffic.js'

/** The state of a run from those of its parts, which come one after the other. They are used up. */
export function joinStates(
  states: readonly RunState[],
  operationIds: readonly string[],
  maxFindings: number,
): RunState {
  let before = 0
  for (const [part, state] of states.entries()) {
    for (const tally of talliesOf(state)) renumber(tally, before, part)
    before += state.traffic.interactions
  }
  return mergeStates(states, operationIds, maxFindings)
}

/** The state of a run from those of its parts, whose findings are numbered in the order of the run. They are used up. */
export function mergeStates(
  states: readonly RunState[],
  operationIds: readonly string[],
  maxFindings: number,
): RunState {
  const traffic = mergeTraffic(
    states.map((state) => state.traffic),
    maxFindings,
  )
  const unreadable = createTally(maxFindings)
  for (const state of states) addTally(unreadable, state.unreadable)
  // What a part covered before it was known whose traffic it is turned out not to be about the API.
  const about = states.filter((state) => state.traffic.hasKnownHost === traffic.hasKnownHost)
  const coverage = mergeCoverage(
    about.map((state) => state.coverage),
    operationIds,
  )
  return { traffic, unreadable, coverage }
}

function talliesOf({ traffic, unreadable }: RunState): Tally[] {
  return [unreadable, traffic.own, ...traffic.foreign.map(({ tally }) => tally)]
}

/** More than the index of any finding. */
const maxIndex = 2 ** 33

/** What cannot be read has the number of the interaction before it, so the parts are in order by the indexes as well. */
function renumber(tally: Tally, before: number, part: number): void {
  const listed = new Set<Listed>([...tally.once.values(), ...kindsOf(tally.listing).flatMap((kind) => kind.listed)])
  for (const each of listed) {
    each.number += before
    each.index += part * maxIndex
  }
}

type PartOfCoverage = Pick<Coverage, 'entries' | 'counted'>

/** An operation that one part only counts may be listed by another. */
function mergeCoverage(parts: readonly PartOfCoverage[], operationIds: readonly string[]): PartOfCoverage {
  const listed = new Map<string, Map<string, CoverageEntry>>()
  for (const entry of parts.flatMap(({ entries }) => entries)) {
    const entries = listed.get(entry.operationId) ?? new Map<string, CoverageEntry>()
    listed.set(entry.operationId, entries)
    const key = JSON.stringify([entry.kind, entry.subject, entry.aspect])
    const known = entries.get(key)
    entries.set(key, known ? { ...known, covered: addCovered(known.covered, entry.covered) } : entry)
  }
  const counted = new Map(parts.flatMap((part) => part.counted).map((each) => [each.operationId, each]))
  return {
    entries: operationIds.flatMap((operationId) => [...(listed.get(operationId)?.values() ?? [])]),
    counted: operationIds.flatMap((operationId) => (listed.has(operationId) ? [] : (counted.get(operationId) ?? []))),
  }
}

const provenances: readonly Provenance[] = ['documented', 'historical', 'live', 'other']

function addCovered(one: CoverageEntry['covered'], other: CoverageEntry['covered']): CoverageEntry['covered'] {
  return Object.fromEntries(
    provenances.flatMap((provenance) => {
      const times = (one[provenance] ?? 0) + (other[provenance] ?? 0)
      return times > 0 ? [[provenance, times]] : []
    }),
  )
}
