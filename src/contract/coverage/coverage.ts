import type { Provenance } from '../interaction/interaction.js'

/** The kinds of items of the document that are counted. */
export type CoverageKind = 'operation' | 'response' | 'property' | 'enum-value' | 'array' | 'query-parameter' | 'page'

/** One item of the document that interactions may cover. */
export interface CoverageEntry {
  readonly operationId: string
  readonly kind: CoverageKind
  /** Which item: `200`, `200 /data/items/name`, `query status`. */
  readonly subject: string
  /**
   * Which state of the item: `non-null`, `null`, `absent`, `empty`, `one`, `many`, `sent`, `received`, `first`, `middle`, `last`,
   * or an enum value as JSON.
   */
  readonly aspect: string
  /** JSON Pointer to the item in the document. */
  readonly rule: string
  readonly line?: number
  /** How many interactions cover it, by provenance; `{}` when uncovered. */
  readonly covered: Readonly<Partial<Record<Provenance, number>>>
  /** The reason given by a waiver. */
  readonly waived?: string
}

/** How much of the document the interactions cover. Waived entries are not counted in `total` or `covered`. */
export interface Coverage {
  readonly total: number
  readonly covered: number
  /** In the document's order. */
  readonly entries: readonly CoverageEntry[]
  /** Operations without interactions. Their items are counted in `total`, but not listed in `entries`. */
  readonly counted: readonly CountedOperation[]
}

/** An operation without interactions. */
export interface CountedOperation {
  readonly operationId: string
  /** Number of its items. */
  readonly items: number
}
