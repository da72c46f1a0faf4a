import type { Grammar, OpenApiVersion } from '../grammar/grammar.js'
import { metaSchemas } from '../grammar/meta-schemas.js'
import { walk } from '../grammar/walk.js'
import { findText, isObject, type Node, nodeKey } from '../node.js'
import type { SourceFile } from '../source/file.js'
import { findEndlessSchema } from './cycles.js'
import { circularError, danglingError, type Reference, textOf } from './reference.js'
import { createSchemaRegistry, type GrowingResource, type SchemaRegistry } from './registry.js'
import type { Dialect, SchemaIndex } from './schema-index.js'
import { findByPointer, isPointer, resolveUri, splitFragment, toFilePath } from './uri.js'

/** Returns the file at an absolute path or, if it may not or cannot be read, what was expected. Throws errors in the file. */
export type OpenFile = (path: string) => SourceFile | string

/** The resolved references of a document. */
export interface Resolved {
  /** The node itself or, for a Reference Object, the node that its chain of references ends at. */
  follow(node: Node): Node
  readonly schemas: SchemaIndex
}

/** The state of a walk through a document. */
interface Walk {
  readonly registry: SchemaRegistry
  readonly openFile: OpenFile
  /** All references found so far; `followAll` resolves them in this order. */
  readonly pending: Reference[]
  /** Targets by the node that holds the reference. */
  readonly targets: Readonly<Record<Reference['keyword'], Map<Node, Node>>>
  /** The names of OpenAPI objects that each node was walked as, because a reference may lead to a node that was walked before. */
  readonly walked: Map<Node, Set<string>>
}

/**
 * Checks a document, with every file that it refers to, against the grammar, and resolves its references.
 *
 * @throws {DocumentError} if something breaks the grammar, a reference has no target, or references only lead to each other.
 */
export function resolveDocument(main: SourceFile, version: OpenApiVersion, openFile: OpenFile): Resolved {
  const state: Walk = {
    registry: createSchemaRegistry(),
    openFile,
    pending: [],
    targets: { $ref: new Map(), $dynamicRef: new Map() },
    walked: new Map(),
  }
  const resource = state.registry.addFile(main)
  walkNode(state, resource.root, { object: 'OpenAPI' }, resource)
  const ends = findEnds(followAll(state), state.targets.$ref)
  const endless = findEndlessSchema(state.registry.schemas(), (schema) => state.targets.$ref.get(schema))
  if (endless) throw circularError(endless)
  return {
    follow: (node) => ends.get(node) ?? node,
    schemas: createIndex(state, version === '3.0' ? 'openapi-3.0' : '2020-12'),
  }
}

/** Checks a node against its grammar, registers the schemas in it and collects its references. */
function walkNode({ registry, pending, walked }: Walk, node: Node, grammar: Grammar, start: GrowingResource): void {
  const within = [start]
  walk(node, grammar, {
    enterSchema(schema) {
      if (registry.hasSchema(schema)) return false
      const resource = registry.addSchema(schema, within.at(-1) ?? start)
      within.push(resource)
      for (const keyword of ['$ref', '$dynamicRef'] as const)
        if (findText(schema, keyword) !== undefined)
          pending.push({ from: schema, keyword, base: resource.uri, grammar: 'schema' })
      return true
    },
    leaveSchema: () => within.pop(),
    enterObject(object, name) {
      const names = walked.get(object) ?? new Set()
      walked.set(object, names)
      return !names.has(name) && names.add(name) !== undefined
    },
    // Outside of schemas there is no `$id`: references are relative to the file.
    reference: (from, expected) => pending.push({ from, keyword: '$ref', base: from.file.uri, grammar: expected }),
  })
}

/** Resolves all references. Returns the Reference Objects and Path Item Objects among those that hold them. */
function followAll(state: Walk): Node[] {
  const objects: Node[] = []
  // The list grows during the loop.
  for (const next of state.pending) {
    const targets = state.targets[next.keyword]
    if (targets.has(next.from)) continue
    targets.set(next.from, findTarget(state, next))
    if (next.grammar !== 'schema') objects.push(next.from)
  }
  return objects
}

/** The target of a reference, checked against the grammar that the reference asks for. */
function findTarget(state: Walk, reference: Reference): Node {
  const uri = resolveUri(textOf(reference), reference.base)
  if (uri === undefined) throw danglingError(reference, 'a URI reference')
  const { address, fragment } = splitFragment(uri)
  const resource = findResource(state, reference, address)
  const target = isPointer(fragment) ? findByPointer(resource.root, fragment) : findAnchor(state, resource, fragment)
  if (!target) throw danglingError(reference, 'a reference that leads somewhere')
  walkNode(state, target, reference.grammar, state.registry.findOwner(target) ?? resource)
  return target
}

function findResource(state: Walk, reference: Reference, uri: string): GrowingResource {
  const known = state.registry.findResource(uri)
  if (known) return known
  const file = metaSchemas().get(uri) ?? openReferenced(state, reference, uri)
  const resource = state.registry.addFile(file)
  if (isSchemaFile(resource.root)) walkNode(state, resource.root, 'schema', resource)
  return state.registry.findResource(uri) ?? resource
}

/** Opens the file of a reference. An error names the reference, not the file. */
function openReferenced({ openFile }: Walk, reference: Reference, uri: string): SourceFile {
  const path = toFilePath(uri)
  const file =
    path === undefined
      ? 'a place in this document or in a file of its folder; nothing is loaded from elsewhere'
      : openFile(path)
  if (typeof file === 'string') throw danglingError(reference, file)
  return file
}

/** The schema with an anchor. A resource is first walked from its root if it was not before, to register all of its anchors. */
function findAnchor(state: Walk, resource: GrowingResource, name: string): Node | undefined {
  if (!resource.anchors.has(name) && !state.registry.hasSchema(resource.root))
    walkNode(state, resource.root, isOpenApi(resource.root) ? { object: 'OpenAPI' } : 'schema', resource)
  return resource.anchors.get(name)
}

/** Where the chain of references from each object ends, by that object. */
function findEnds(objects: readonly Node[], targets: ReadonlyMap<Node, Node>): ReadonlyMap<Node, Node> {
  const ends = new Map<Node, Node>()
  for (const object of objects) {
    const passed = new Set<Node>()
    let current = object
    for (let next = targets.get(current); next && !ends.has(current); next = targets.get(current)) {
      if (passed.has(current)) throw circularError(object)
      passed.add(current)
      current = next
    }
    const end = ends.get(current) ?? current
    for (const node of passed) ends.set(node, end)
  }
  return ends
}

function createIndex({ registry, targets }: Walk, dialect: Dialect): SchemaIndex {
  return {
    dialectOf: () => dialect,
    resourceOf(schema) {
      const resource = registry.findOwner(schema)
      if (!resource) throw new TypeError(`No schema at ${nodeKey(schema)}`)
      return resource
    },
    targetOf: (schema) => targets.$ref.get(schema),
    dynamicTargetOf(schema) {
      const target = targets.$dynamicRef.get(schema)
      if (!target) return undefined
      const anchor = splitFragment(findText(schema, '$dynamicRef') ?? '').fragment
      return findText(target, '$dynamicAnchor') === anchor ? { target, anchor } : { target }
    },
  }
}

function isOpenApi(root: Node): boolean {
  return isObject(root.value) && Object.hasOwn(root.value, 'openapi')
}

function isSchemaFile(root: Node): boolean {
  return ['$id', '$schema'].some((keyword) => findText(root, keyword) !== undefined) && !isOpenApi(root)
}
