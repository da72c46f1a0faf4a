import { lineOf, type Node, nodeAddress } from '../../openapi/index.js'
import type { Provenance } from '../interaction/provenance.js'
import type { CoverageEntry, CoverageKind } from './coverage.js'

/** An item of the document. */
export interface Item {
  readonly kind: CoverageKind
  readonly subject: string
  readonly aspect: string
  readonly rule: Node
}

/** An item of the document and the number of interactions that cover it. Mutable. */
export interface Tally extends Item {
  readonly operationId: string
  readonly covered: Partial<Record<Provenance, number>>
  /** Number of the last interaction that covered it: many items of one list count once. */
  last: number
}

/** The interaction that is being counted. */
export interface Counted {
  readonly number: number
  readonly provenance: Provenance
  /** Receives each item that it covers, once. */
  readonly onCovered?: ((item: Tally) => void) | undefined
}

/** Counts an interaction for an item. Does nothing for `undefined`: the document has no such item. */
export function cover(tally: Tally | undefined, { number, provenance, onCovered }: Counted): void {
  if (!tally || tally.last === number) return
  tally.last = number
  onCovered?.(tally)
  tally.covered[provenance] = (tally.covered[provenance] ?? 0) + 1
}

/** Makes the tallies of one operation. Branches of a schema may name the same item; it gets one tally. */
export type TallyMaker = (item: Item) => Tally

export function createTallyMaker(operationId: string): TallyMaker {
  const known = new Map<string, Tally>()
  return (item) => {
    const key = keyOfItem(item)
    const tally = known.get(key) ?? { ...item, operationId, covered: {}, last: -1 }
    known.set(key, tally)
    return tally
  }
}

/** Collects the different items that are made, without keeping a tally of each. */
export function createItemSet(): { readonly makeTally: TallyMaker; readonly items: ReadonlySet<string> } {
  const items = new Set<string>()
  let any: Tally | undefined
  return {
    makeTally(item) {
      items.add(keyOfItem(item))
      any ??= { ...item, operationId: '', covered: {}, last: -1 }
      return any
    },
    items,
  }
}

/** What tells an item of an operation from all others. Neither a kind nor an aspect has a line break: enum values are JSON. */
export function keyOfItem({ kind, aspect, subject }: Item): string {
  return `${kind}\n${aspect}\n${subject}`
}

/** Converts a tally to an entry of the report. */
export function toEntry({ operationId, kind, subject, aspect, rule, covered }: Tally): CoverageEntry {
  return {
    operationId,
    kind,
    subject,
    aspect,
    rule: nodeAddress(rule),
    line: lineOf(rule),
    covered: toOrdered(covered),
  }
}

/** The same numbers, in an order that does not depend on that of the interactions. */
function toOrdered({ documented, historical, live, other }: Tally['covered']): CoverageEntry['covered'] {
  return {
    ...(documented !== undefined && { documented }),
    ...(historical !== undefined && { historical }),
    ...(live !== undefined && { live }),
    ...(other !== undefined && { other }),
  }
}
