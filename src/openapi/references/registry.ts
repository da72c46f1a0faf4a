import { findChild, findText, type Node, parentOf, rootOf } from '../node.js'
import type { SourceFile } from '../source/file.js'
import type { SchemaResource } from './schema-index.js'
import { resolveUri } from './uri.js'

/** A resource while its schemas are being collected. */
export interface GrowingResource extends SchemaResource {
  readonly anchors: Map<string, Node>
  readonly dynamicAnchors: Map<string, Node>
}

/** The schemas of a document and the resources that they belong to. */
export interface SchemaRegistry {
  /** Returns the resource of the whole file, which references find by the URI of the file and by `uri`. */
  addFile(file: SourceFile, uri: string): GrowingResource
  /** Registers a schema of the resource `within`. Returns its resource: `within`, or a new one if the schema has an `$id`. */
  addSchema(schema: Node, within: GrowingResource): GrowingResource
  hasSchema(node: Node): boolean
  findResource(uri: string): GrowingResource | undefined
  /** The resource of a schema or, for any other node, of the nearest schema above it. */
  findOwner(node: Node): GrowingResource | undefined
  schemas(): Iterable<Node>
  /** True if several resources have a dynamic anchor of this name. */
  isInSeveral(dynamicAnchor: string): boolean
}

export function createSchemaRegistry(): SchemaRegistry {
  const resources = new Map<string, GrowingResource>()
  const owners = new Map<Node, GrowingResource>()
  const schemas = new Set<Node>()

  function addResource(uri: string, root: Node): GrowingResource {
    const known = resources.get(uri)
    if (known?.root === root) return known
    const resource = createResource(uri, root, (address) => resources.get(address))
    resources.set(uri, resource)
    return resource
  }

  return {
    addFile(file, uri) {
      const resource = addResource(uri, rootOf(file))
      if (uri !== file.uri) resources.set(file.uri, resource)
      return resource
    },
    addSchema(schema, within) {
      const id = findText(schema, '$id')
      const uri = id === undefined ? undefined : toResourceUri(id, within.uri)
      const resource = uri === undefined ? within : addResource(uri, schema)
      owners.set(schema, resource)
      schemas.add(schema)
      addAnchors(resource, schema)
      return resource
    },
    hasSchema: (node) => schemas.has(node),
    findResource: (uri) => resources.get(uri),
    findOwner(node) {
      for (let at: Node | undefined = node; at; at = parentOf(at)) {
        const owner = owners.get(at)
        if (owner) return owner
      }
      return undefined
    },
    schemas: () => schemas,
    isInSeveral: (anchor) =>
      [...new Set(resources.values())].filter(({ dynamicAnchors }) => dynamicAnchors.has(anchor)).length > 1,
  }
}

function createResource(uri: string, root: Node, find: (uri: string) => SchemaResource | undefined): GrowingResource {
  let validates: boolean | undefined
  return {
    uri,
    root,
    anchors: new Map(),
    dynamicAnchors: new Map(),
    // Asked when all resources are registered: the meta-schema may come after the schema.
    get validates() {
      validates ??= hasValidation(find((findText(root, '$schema') ?? '').replace(/#$/, '')))
      return validates
    },
  }
}

/** JSON Schema 2020-12 Core, 8.1.2: a custom meta-schema lists the vocabularies that its schemas use. */
function hasValidation(metaSchema: SchemaResource | undefined): boolean {
  const vocabulary = metaSchema && findChild(metaSchema.root, '$vocabulary')
  return !vocabulary || findChild(vocabulary, 'https://json-schema.org/draft/2020-12/vocab/validation') !== undefined
}

function addAnchors(resource: GrowingResource, schema: Node): void {
  const anchor = findText(schema, '$anchor')
  const dynamicAnchor = findText(schema, '$dynamicAnchor')
  if (anchor !== undefined) resource.anchors.set(anchor, schema)
  if (dynamicAnchor === undefined) return
  resource.anchors.set(dynamicAnchor, schema)
  resource.dynamicAnchors.set(dynamicAnchor, schema)
}

/** JSON Schema 2020-12 Core, 8.2.1: an empty fragment is allowed and means nothing. */
function toResourceUri(id: string, base: string): string | undefined {
  return resolveUri(id.replace(/#$/, ''), base)
}
