import type { Node } from '../node.js'

/** A schema with a URI of its own, or a file that holds schemas (JSON Schema 2020-12 Core, 4.3.5). */
export interface SchemaResource {
  readonly uri: string
  readonly root: Node
  /** By `$anchor` and `$dynamicAnchor`. */
  readonly anchors: ReadonlyMap<string, Node>
  /** By `$dynamicAnchor` alone. */
  readonly dynamicAnchors: ReadonlyMap<string, Node>
  /** Whether the validation vocabulary is used: not when the document holds a meta-schema of its own without it. */
  readonly validates: boolean
}

/** Where the references of a document's schemas lead. All of them lead somewhere: a document with others is not loaded. */
export interface SchemaIndex {
  /** The resource that a schema belongs to. */
  resourceOf(schema: Node): SchemaResource
  /** The schema that the `$ref` of a schema names. */
  targetOf(schema: Node): Node | undefined
  /** The schema that its `$dynamicRef` names before the dynamic scope is asked, and the anchor to ask it for. */
  dynamicTargetOf(schema: Node): { readonly target: Node; readonly anchor?: string } | undefined
}
