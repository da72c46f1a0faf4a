import type { Coverage, CoverageEntry } from '../../coverage/coverage.js'
import { provenances } from '../../interaction/interaction.js'
import { addTally, createTally } from '../listing/tally.js'
import type { RunState } from '../run-state.js'
import { mergeTraffic } from '../traffic/traffic.js'

/**
 * Merges the states of the parts of a run, whose findings are numbered in the order of the run. The parts must not be
 * used afterwards.
 */
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
  // A part may have covered items with traffic that later turned out not to be about the API.
  const about = states.filter((state) => state.traffic.hasKnownHost === traffic.hasKnownHost)
  const coverage = mergeCoverage(
    about.map((state) => state.coverage),
    operationIds,
  )
  return { traffic, unreadable, coverage }
}

type PartOfCoverage = Pick<Coverage, 'entries' | 'counted'>

/** Merges the coverage of the parts. An operation that one part only counts may be listed by another. */
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

function addCovered(one: CoverageEntry['covered'], other: CoverageEntry['covered']): CoverageEntry['covered'] {
  return Object.fromEntries(
    provenances.flatMap((provenance) => {
      const times = (one[provenance] ?? 0) + (other[provenance] ?? 0)
      return times > 0 ? [[provenance, times]] : []
    }),
  )
}
