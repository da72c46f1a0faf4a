import { describeValue } from '../../text/describe-value.js'
import type { Visitor, Walk } from '../grammar/context.js'
import type { Grammar, OpenApiVersion } from '../grammar/grammar.js'
import { metaSchemas } from '../grammar/meta-schemas.js'
import { openapi30 } from '../grammar/openapi-3.0.js'
import { openapi31 } from '../grammar/openapi-3.1.js'
import { openapi32 } from '../grammar/openapi-3.2.js'
import { createWalk } from '../grammar/walk.js'
import { findChild, findMember, findText, isObject, isUnusable, markUnusable, type Node, nodeKey } from '../node.js'
import { createNodeProblem, type DocumentProblem } from '../problem.js'
import type { SourceFile } from '../source/file.js'
import { findEndlessReferences } from './cycles.js'
import { circularProblem, danglingProblem, keywordOf, type MissingTarget, type Reference, textOf } from './reference.js'
import { createSchemaRegistry, type GrowingResource, type SchemaRegistry } from './registry.js'
import type { Dialect, SchemaIndex } from './schema-index.js'
import { findByPointer, isPointer, resolveUri, splitFragment, toFilePath } from './uri.js'

/** Returns the file at an absolute path or, if it may not or cannot be read, why. Throws if a file exceeds a limit. */
export type OpenFile = (path: string) => SourceFile | MissingTarget

/** The resolved references of a document. */
export interface Resolved {
  /** The node itself or, for a Reference Object, the node that its chain of references ends at. */
  follow(node: Node): Node
  readonly schemas: SchemaIndex
  /** What breaks the grammar, references without a target, and references that only lead to each other. */
  readonly problems: readonly DocumentProblem[]
}

const grammars = { '3.0': openapi30, '3.1': openapi31, '3.2': openapi32 } as const

/** The state of a walk through a document. */
interface State {
  readonly main: SourceFile
  /** The URI that references outside of schemas are relative to, by the file that they are in. */
  readonly baseOf: (file: SourceFile) => string
  readonly registry: SchemaRegistry
  readonly openFile: OpenFile
  readonly problems: DocumentProblem[]
  /** All references found so far; `followAll` resolves them in this order. */
  readonly pending: Reference[]
  /** Targets by the node that holds the reference. */
  readonly targets: Readonly<Record<Reference['keyword'], Map<Node, Node>>>
  /** Checks a node against its grammar, registers the schemas in it and collects its references. Returns whether it can be used. */
  readonly walkIn: (node: Node, grammar: Grammar, within: GrowingResource) => boolean
}

/**
 * Checks a document, with every file that it refers to, against the grammar of its version, and resolves its references.
 *
 * References without a usable target are marked as unusable.
 */
export function resolveDocument(root: Node, version: OpenApiVersion, openFile: OpenFile): Resolved {
  const state = createState(root, version, openFile)
  const { registry, targets, problems } = state
  const resource = registry.addFile(root.file, state.baseOf(root.file))
  state.walkIn(root, { object: 'OpenAPI' }, resource)
  const objects = followAll(state)
  const ends = findEnds(objects, state)
  for (const from of findEndlessReferences(registry.schemas(), (schema) => targets.$ref.get(schema))) {
    problems.push(circularProblem({ from, keyword: '$ref' }))
    targets.$ref.delete(from)
    markUnusable(keywordOf({ from, keyword: '$ref' }))
  }
  const dialect = version === '3.0' ? 'openapi-3.0' : '2020-12'
  return { follow: (node) => ends.get(node) ?? node, schemas: createIndex(state, dialect), problems: unique(problems) }
}

function createState(root: Node, version: OpenApiVersion, openFile: OpenFile): State {
  const registry = createSchemaRegistry()
  const pending: Reference[] = []
  const problems: DocumentProblem[] = []
  // OAS 3.2, 4.1.2: `$self` is the URI of the document that has it.
  const self = version === '3.2' ? findText(root, '$self') : undefined
  const mainBase = (self !== undefined && resolveUri(self, root.file.uri)) || root.file.uri
  const baseOf = (file: SourceFile) => (file === root.file ? mainBase : file.uri)
  let within: GrowingResource[] = []
  const walk: Walk = createWalk(grammars[version], {
    ...createObjectVisitor(),
    enterSchema(schema) {
      const parent = within.at(-1)
      if (!parent || registry.hasSchema(schema)) return false
      const resource = registry.addSchema(schema, parent)
      within.push(resource)
      const id = findChild(schema, '$id')
      if (id && resolveUri(String(id.value), parent.uri) === undefined)
        problems.push(createNodeProblem(id, { expected: 'a URI reference', received: describeValue(id.value) }))
      for (const keyword of ['$ref', '$dynamicRef'] as const)
        if (typeof findMember(schema, keyword)?.value === 'string')
          pending.push({ from: schema, keyword, base: resource.uri, grammar: 'schema' })
      return true
    },
    leaveSchema: () => within.pop(),
    // Outside of schemas there is no `$id`: references are relative to the file.
    reference: (from, grammar) => pending.push({ from, keyword: '$ref', base: baseOf(from.file), grammar }),
    problem: (node, details) => problems.push(createNodeProblem(node, details)),
  })
  return {
    main: root.file,
    baseOf,
    registry,
    openFile,
    problems,
    pending,
    targets: { $ref: new Map(), $dynamicRef: new Map() },
    walkIn(node, grammar, resource) {
      within = [resource]
      return walk(node, grammar)
    },
  }
}

/** Remembers which objects were walked, because a reference may lead to a node that was walked before. */
function createObjectVisitor(): Pick<Visitor, 'enterObject' | 'leaveObject'> {
  const walked = new Map<Node, Map<string, boolean>>()
  return {
    enterObject(object, name) {
      const names = walked.get(object) ?? new Map<string, boolean>()
      walked.set(object, names)
      const known = names.get(name)
      // Counts as usable while it is walked: it may contain a reference to itself.
      if (known === undefined) names.set(name, true)
      return known
    },
    leaveObject: (object, name, isUsable) => walked.get(object)?.set(name, isUsable),
  }
}

/** Resolves all references. Returns the Reference Objects and Path Item Objects among those that hold them. */
function followAll(state: State): Node[] {
  const objects: Node[] = []
  const done: Readonly<Record<Reference['keyword'], Set<Node>>> = { $ref: new Set(), $dynamicRef: new Set() }
  let dangling: { readonly reference: Reference; readonly missing: MissingTarget }[] = []
  const follow = (reference: Reference) => {
    const target = findTarget(state, reference)
    if ('expected' in target) {
      dangling.push({ reference, missing: target })
      return
    }
    state.targets[reference.keyword].set(reference.from, target.node)
    if (!target.isUsable) markReference(reference)
    if (reference.grammar !== 'schema') objects.push(reference.from)
  }
  let position = 0
  const followPending = () => {
    // The list grows during the loop.
    for (; position < state.pending.length; position++) {
      const next = state.pending[position]
      if (!next || done[next.keyword].has(next.from)) continue
      done[next.keyword].add(next.from)
      follow(next)
    }
  }
  followPending()
  // An anchor may be in a schema that only a later reference leads to.
  for (let isResolved = true; isResolved; ) {
    const again = dangling.filter(isToAnchor)
    dangling = dangling.filter((each) => !isToAnchor(each))
    for (const { reference } of again) follow(reference)
    followPending()
    isResolved = again.some(({ reference: tried }) => !dangling.some(({ reference }) => reference === tried))
  }
  for (const { reference, missing } of dangling) {
    state.problems.push(danglingProblem(reference, missing))
    markReference(reference)
  }
  return objects
}

function isToAnchor({ reference }: { readonly reference: Reference }): boolean {
  return !isPointer(splitFragment(textOf(reference)).fragment)
}

/** A Reference Object cannot be used without its target; a schema or a Path Item Object can be used without its `$ref`. */
function markReference(reference: Reference): void {
  const { grammar, from } = reference
  const isReferenceObject = typeof grammar === 'object' && 'object' in grammar && grammar.orReference === true
  markUnusable(isReferenceObject ? from : keywordOf(reference))
}

interface Target {
  readonly node: Node
  readonly isUsable: boolean
}

/** The target of a reference, checked against the grammar that the reference asks for. */
function findTarget(state: State, reference: Reference): Target | MissingTarget {
  const { main, registry } = state
  // A file beside the document is also found if `$self` says that the document comes from elsewhere.
  const bases = reference.base === state.baseOf(main) ? new Set([reference.base, main.uri]) : [reference.base]
  let missing: MissingTarget = { expected: 'a URI reference' }
  for (const base of bases) {
    const uri = resolveUri(textOf(reference), base)
    if (uri === undefined) continue
    const { address, fragment } = splitFragment(uri)
    const resource = findResource(state, address)
    if ('expected' in resource) {
      missing = resource
      continue
    }
    const node = isPointer(fragment) ? findByPointer(resource.root, fragment) : findAnchor(state, resource, fragment)
    if (!node) return { expected: 'a reference that leads somewhere' }
    return { node, isUsable: state.walkIn(node, reference.grammar, registry.findOwner(node) ?? resource) }
  }
  return missing
}

function findResource(state: State, uri: string): GrowingResource | MissingTarget {
  const { registry } = state
  const known = registry.findResource(uri)
  if (known) return known
  const file = metaSchemas().get(uri) ?? openReferenced(state, uri)
  if ('expected' in file) return file
  const resource = registry.addFile(file, file.uri)
  if (isSchemaFile(resource.root)) state.walkIn(resource.root, 'schema', resource)
  return registry.findResource(uri) ?? resource
}

function openReferenced({ openFile }: State, uri: string): SourceFile | MissingTarget {
  const path = toFilePath(uri)
  if (path !== undefined) return openFile(path)
  return {
    severity: 'warning',
    expected: 'a place in this document or in a file of its folder; nothing is loaded from elsewhere',
  }
}

/** The schema with an anchor. A resource is first walked from its root if it was not before, to register all of its anchors. */
function findAnchor(state: State, resource: GrowingResource, name: string): Node | undefined {
  if (!resource.anchors.has(name) && !state.registry.hasSchema(resource.root))
    state.walkIn(resource.root, isOpenApi(resource.root) ? { object: 'OpenAPI' } : 'schema', resource)
  return resource.anchors.get(name)
}

/** Where the chain of references from each object ends, by that object. Marks those that only lead to each other. */
function findEnds(objects: readonly Node[], { targets, problems }: State): ReadonlyMap<Node, Node> {
  const ends = new Map<Node, Node>()
  for (const object of objects) {
    const passed = new Set<Node>()
    let current = object
    let isCircular = false
    for (let next = targets.$ref.get(current); next && !ends.has(current); next = targets.$ref.get(current)) {
      isCircular = passed.has(current)
      if (isCircular) break
      passed.add(current)
      current = next
    }
    const end = ends.get(current) ?? current
    if (isCircular) problems.push(circularProblem({ from: object, keyword: '$ref' }))
    for (const node of passed) {
      ends.set(node, end)
      if (isCircular || isUnusable(end)) markUnusable(node)
    }
  }
  return ends
}

/** Problems that several references lead to are reported once. */
function unique(problems: readonly DocumentProblem[]): DocumentProblem[] {
  return [...new Map(problems.map((each) => [JSON.stringify(each), each])).values()]
}

function createIndex({ registry, targets }: State, dialect: Dialect): SchemaIndex {
  return {
    all: () => registry.schemas(),
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
      const isDynamic = findText(target, '$dynamicAnchor') === anchor && registry.isInSeveral(anchor)
      return isDynamic ? { target, anchor } : { target }
    },
  }
}

function isOpenApi(root: Node): boolean {
  return isObject(root.value) && Object.hasOwn(root.value, 'openapi')
}

function isSchemaFile(root: Node): boolean {
  return ['$id', '$schema'].some((keyword) => findText(root, keyword) !== undefined) && !isOpenApi(root)
}
