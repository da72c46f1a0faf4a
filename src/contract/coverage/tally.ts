import { lineOf, type Node, nodeAddress } from '../../openapi/index.js'
import type { Provenance } from '../interaction/provenance.js'
import type { CoverageEntry, CoverageKind } from './coverage.js'

/** One promise and how often it was observed. Mutable: it is counted up. */
export interface Tally {
  readonly operationId: string
  readonly kind: CoverageKind
  readonly subject: string
  readonly aspect: string
  readonly rule: Node
  readonly covered: Partial<Record<Provenance, number>>
  /** Number of the last interaction that showed it: many items of one list are one observation. */
  last: number
}

/** Which interaction is being looked at. */
export interface Moment {
  readonly number: number
  readonly provenance: Provenance
}

/** Counts an interaction that shows what was promised; `undefined` where nothing was. */
export function observe(tally: Tally | undefined, { number, provenance }: Moment): void {
  if (!tally || tally.last === number) return
  tally.last = number
  tally.covered[provenance] = (tally.covered[provenance] ?? 0) + 1
}

export type Promised = Pick<Tally, 'kind' | 'subject' | 'aspect' | 'rule'>

/** Makes the tallies of one operation, each promise once: branches of a schema may promise the same. */
export type TallyMaker = (promised: Promised) => Tally

export function createTallyMaker(operationId: string): TallyMaker {
  const known = new Map<string, Tally>()
  return (promised) => {
    const key = JSON.stringify([promised.kind, promised.subject, promised.aspect])
    const tally = known.get(key) ?? { ...promised, operationId, covered: {}, last: -1 }
    known.set(key, tally)
    return tally
  }
}

/** A tally as reports show it. */
export function toEntry({ operationId, kind, subject, aspect, rule, covered }: Tally): CoverageEntry {
  return { operationId, kind, subject, aspect, rule: nodeAddress(rule), line: lineOf(rule), covered: { ...covered } }
}
