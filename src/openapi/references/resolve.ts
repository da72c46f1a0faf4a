import type { Grammar } from '../grammar/grammar.js'
import { metaSchemas } from '../grammar/meta-schemas.js'
import { walk } from '../grammar/walk.js'
import { findText, isObject, type Node, nodeKey } from '../node.js'
import type { SourceFile } from '../source/file.js'
import { findEndlessSchema } from './cycles.js'
import { circular, dangling, type Reference, textOf } from './reference.js'
import { createSchemaRegistry, type GrowingResource, type SchemaRegistry } from './registry.js'
import type { SchemaIndex } from './schema-index.js'
import { findByPointer, isPointer, resolveUri, splitFragment, toFilePath } from './uri.js'

/** Gives a file by its absolute path, or what was expected instead; throws what the reader throws. */
export type OpenFile = (path: string) => SourceFile | string

/** A document with every reference followed to its end. */
export interface Resolved {
  /** The node itself or, where it holds a Reference Object, what that leads to at last. */
  follow(node: Node): Node
  readonly schemas: SchemaIndex
}

/** What is known while a document is walked. */
interface Walk {
  readonly registry: SchemaRegistry
  readonly openFile: OpenFile
  /** References that were met and are still to be followed. */
  readonly pending: Reference[]
  /** Targets by the node that refers. */
  readonly targets: Readonly<Record<Reference['keyword'], Map<Node, Node>>>
  /** What each object of OpenAPI was walked as: a reference may lead into what is walked already. */
  readonly walked: Map<Node, Set<string>>
}

/**
 * Walks a document and everything it refers to, in its own file and in others, each file read once.
 *
 * @throws {DocumentError} for what the grammar does not allow, references that lead nowhere or only to each other.
 */
export function resolveDocument(main: SourceFile, openFile: OpenFile): Resolved {
  const state: Walk = {
    registry: createSchemaRegistry(),
    openFile,
    pending: [],
    targets: { $ref: new Map(), $dynamicRef: new Map() },
    walked: new Map(),
  }
  const resource = state.registry.addFile(main)
  walkPlace(state, resource.root, { object: 'OpenAPI' }, resource)
  const ends = findEnds(followAll(state), state.targets.$ref)
  const endless = findEndlessSchema(state.registry.schemas(), (schema) => state.targets.$ref.get(schema))
  if (endless) throw circular(endless)
  return { follow: (node) => ends.get(node) ?? node, schemas: createIndex(state) }
}

/** Walks a node beside its grammar; schemas are registered, references wait until all of the file is known. */
function walkPlace({ registry, pending, walked }: Walk, node: Node, grammar: Grammar, start: GrowingResource): void {
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
    // Outside of schemas `$id` is unknown, and the file itself is the base.
    reference: (from, expected) => pending.push({ from, keyword: '$ref', base: from.file.uri, grammar: expected }),
  })
}

/** Gives the Reference Objects and Path Item Objects that refer. */
function followAll(state: Walk): Node[] {
  const objects: Node[] = []
  // Grows on the way.
  for (const next of state.pending) {
    const targets = state.targets[next.keyword]
    if (targets.has(next.from)) continue
    targets.set(next.from, findTarget(state, next))
    if (next.grammar !== 'schema') objects.push(next.from)
  }
  return objects
}

/** Where a reference leads; that node is walked as what it must be. */
function findTarget(state: Walk, reference: Reference): Node {
  const uri = resolveUri(textOf(reference), reference.base)
  if (uri === undefined) throw dangling(reference, 'a URI reference')
  const { address, fragment } = splitFragment(uri)
  const resource = findResource(state, reference, address)
  const target = isPointer(fragment) ? findByPointer(resource.root, fragment) : findAnchor(state, resource, fragment)
  if (!target) throw dangling(reference, 'a reference that leads somewhere')
  walkPlace(state, target, reference.grammar, state.registry.findOwner(target) ?? resource)
  return target
}

function findResource(state: Walk, reference: Reference, uri: string): GrowingResource {
  const known = state.registry.findResource(uri)
  if (known) return known
  const file = metaSchemas().get(uri) ?? openBeside(state, reference, uri)
  const resource = state.registry.addFile(file)
  if (isSchemaFile(resource.root)) walkPlace(state, resource.root, 'schema', resource)
  return state.registry.findResource(uri) ?? resource
}

/** A file that cannot be read is wrong where it is referred to. */
function openBeside({ openFile }: Walk, reference: Reference, uri: string): SourceFile {
  const path = toFilePath(uri)
  const file =
    path === undefined
      ? 'a place in this document or in a file of its folder; nothing is loaded from elsewhere'
      : openFile(path)
  if (typeof file === 'string') throw dangling(reference, file)
  return file
}

/** Anchors are known when the schemas of a file are: one that was not walked from its root is now. */
function findAnchor(state: Walk, resource: GrowingResource, name: string): Node | undefined {
  if (!resource.anchors.has(name) && !state.registry.hasSchema(resource.root))
    walkPlace(state, resource.root, isOpenApi(resource.root) ? { object: 'OpenAPI' } : 'schema', resource)
  return resource.anchors.get(name)
}

/** What each object leads to at last, by the object that refers. */
function findEnds(objects: readonly Node[], targets: ReadonlyMap<Node, Node>): ReadonlyMap<Node, Node> {
  const ends = new Map<Node, Node>()
  for (const object of objects) {
    const passed = new Set<Node>()
    let current = object
    for (let next = targets.get(current); next && !ends.has(current); next = targets.get(current)) {
      if (passed.has(current)) throw circular(object)
      passed.add(current)
      current = next
    }
    const end = ends.get(current) ?? current
    for (const node of passed) ends.set(node, end)
  }
  return ends
}

function createIndex({ registry, targets }: Walk): SchemaIndex {
  return {
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
