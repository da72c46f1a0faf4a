import type { Node } from '../node.js'

/** A schema with a URI of its own, or a file that holds schemas (JSON Schema 2020-12 Core, 4.3.5). */
export interface SchemaResource {
  readonly uri: string
  readonly root: Node
  /** By `$anchor` and `$dynamicAnchor`. */
  readonly anchors: ReadonlyMap<string, Node>
  /** By `$dynamicAnchor` alone. */
  readonly dynamicAnchors: ReadonlyMap<string, Node>
  /** False if the document has a custom meta-schema for this resource that leaves out the validation vocabulary. */
  readonly validates: boolean
}

/** How a schema is to be read: as the Schema Object of OpenAPI 3.0, or as JSON Schema 2020-12, as OpenAPI 3.1 and 3.2 do. */
export type Dialect = 'openapi-3.0' | '2020-12'

/** The targets of the references in a document's schemas. All have one: otherwise loading the document fails. */
export interface SchemaIndex {
  /** All schemas of the document, in all of its files. */
  all(): Iterable<Node>
  dialectOf(schema: Node): Dialect
  /** The resource that a schema belongs to. */
  resourceOf(schema: Node): SchemaResource
  /** The schema that the `$ref` of a schema names. */
  targetOf(schema: Node): Node | undefined
  /**
   * The initial target of its `$dynamicRef`. `anchor` is what to look up in the dynamic scope; absent if the scope does
   * not matter, because no other resource has this anchor.
   */
  dynamicTargetOf(schema: Node): { readonly target: Node; readonly anchor?: string } | undefined
}
