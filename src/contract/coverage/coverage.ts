import type { Provenance } from '../interaction/provenance.js'

/** What a promise is about. */
export type CoverageKind = 'operation' | 'response' | 'property' | 'enum-value' | 'array' | 'query-parameter' | 'page'

/** One thing that the document promises and that interactions may show. */
export interface CoverageEntry {
  readonly operationId: string
  readonly kind: CoverageKind
  /** What was promised: `200`, `200 /data/items/name`, `query status`. */
  readonly subject: string
  /** Which side of it: `non-null`, `null`, `absent`, `empty`, `one`, `many`, `sent`, `first`, `middle`, `last`, or an enum value as JSON. */
  readonly aspect: string
  /** JSON Pointer into the document. */
  readonly rule: string
  readonly line?: number
  /** How many interactions showed it, by provenance; `{}` when unobserved. */
  readonly observed: Readonly<Partial<Record<Provenance, number>>>
  /** The reason given by a waiver. */
  readonly waived?: string
}

/** What was promised and whether it was observed. Waived entries count in neither number. */
export interface Coverage {
  readonly promised: number
  readonly observed: number
  /** In the document's order. */
  readonly entries: readonly CoverageEntry[]
}
