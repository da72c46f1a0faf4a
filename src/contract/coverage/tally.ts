import { lineOf, type Node, nodeAddress } from '../../openapi/index.js'
import { type Provenance, provenances } from '../interaction/interaction.js'
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
  /** Number of the last interaction that covered it, so that an interaction counts once, however often it covers the item. */
  last: number
}

/** The interaction that is being counted. */
export interface Counted {
  readonly number: number
  readonly provenance: Provenance
  /** Receives each item that the interaction covers, once. */
  readonly onCovered?: ((item: Tally) => void) | undefined
}

/** Items of the document, and the interactions that cover them by what is seen in them: the whole interaction, or a value. */
export interface Tallies<Seen> {
  /** How many items there are. */
  readonly size: number
  /** Returns the tallies in the document's order. */
  all(): readonly Tally[]
  /** Counts an interaction for every item that it covers. */
  cover(seen: Seen, counted: Counted): void
}

/** Counts an interaction for an item. Does nothing for `undefined`: the document has no such item. */
export function cover(tally: Tally | undefined, { number, provenance, onCovered }: Counted): void {
  if (!tally || tally.last === number) return
  tally.last = number
  onCovered?.(tally)
  tally.covered[provenance] = (tally.covered[provenance] ?? 0) + 1
}

/** Returns the tally of an item of one operation. Schemas may name the same item twice; then it is the same tally. */
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

/**
 * Returns a key that identifies an item of an operation. Kinds and aspects contain no line breaks, because enum values are JSON.
 */
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

/** Returns the same numbers in a fixed order, which does not depend on the order of the interactions. */
function toOrdered(covered: Tally['covered']): CoverageEntry['covered'] {
  const ordered: Partial<Record<Provenance, number>> = {}
  for (const provenance of provenances) if (covered[provenance] !== undefined) ordered[provenance] = covered[provenance]
  return ordered
}
