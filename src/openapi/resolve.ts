import { describeValue } from './describe.js'
import { DocumentError } from './document-error.js'
import type { Grammar } from './grammar.js'
import { parsePointer } from './json-pointer.js'
import { metaSchemas } from './meta-schemas.js'
import { findChild, findDescendant, findText, isObject, keyOf, lineOf, type Place } from './place.js'
import { findEndlessSchema } from './schema-cycles.js'
import type { SchemaIndex, SchemaResource } from './schema-index.js'
import type { SourceFile } from './source-file.js'
import { walk } from './walk.js'

/** Gives the file at an absolute URI; throws what the reader throws. */
export type OpenFile = (uri: string) => SourceFile

/** A document with every reference followed to its end. */
export interface Resolved {
  /** The place itself or, where it holds a Reference Object, what that leads to at last. */
  follow(place: Place): Place
  readonly schemas: SchemaIndex
}

interface Resource extends Omit<SchemaResource, 'validates'> {
  validates: boolean
  readonly anchors: Map<string, Place>
  readonly dynamicAnchors: Map<string, Place>
}

interface Reference {
  readonly from: Place
  readonly keyword: '$ref' | '$dynamicRef'
  readonly base: string
  readonly grammar: Grammar
}

/**
 * Walks a document and everything it refers to, in its own file and in others, each file read once.
 *
 * @throws {DocumentError} for what the grammar does not allow, references that lead nowhere or only to each other.
 */
export function resolveDocument(main: SourceFile, openFile: OpenFile): Resolved {
  const files = new Map<string, Resource>()
  const resources = new Map<string, Resource>()
  const schemas = new Map<string, Resource>()
  const places = new Map<string, Place>()
  const targets = new Map<string, Place>()
  const dynamicTargets = new Map<string, Place>()
  const pending: Reference[] = []

  function addFile(file: SourceFile): Resource {
    const resource = createResource(file.uri, { file, pointer: '', value: file.root })
    files.set(file.uri, resource)
    resources.set(file.uri, resource)
    return resource
  }

  function walkFrom(place: Place, grammar: Grammar, start: Resource): void {
    const scopes = [start]
    const current = () => scopes.at(-1) ?? start
    walk(place, grammar, {
      enterSchema(schema) {
        if (schemas.has(keyOf(schema))) return false
        const id = findText(schema, '$id')
        if (id !== undefined) {
          const uri = toUri(id.replace(/#$/, ''), current().uri)
          if (uri === undefined) throw dangling(schema, '$id', id, 'a URI reference')
          const known = resources.get(uri)
          scopes.push(known && keyOf(known.root) === keyOf(schema) ? known : createResource(uri, schema))
          resources.set(uri, current())
        }
        schemas.set(keyOf(schema), current())
        places.set(keyOf(schema), schema)
        addAnchors(current(), schema)
        for (const keyword of ['$ref', '$dynamicRef'] as const)
          if (findText(schema, keyword) !== undefined)
            pending.push({ from: schema, keyword, base: current().uri, grammar: 'schema' })
        return true
      },
      leaveSchema(schema) {
        if (findText(schema, '$id') !== undefined) scopes.pop()
      },
      // Outside of schemas, `$id` is unknown and the file itself is the base.
      reference: (from, expected) => pending.push({ from, keyword: '$ref', base: from.file.uri, grammar: expected }),
    })
  }

  function findResource(uri: string): Resource | undefined {
    const known = resources.get(uri)
    if (known) return known
    const meta = metaSchemas().get(uri)
    if (meta) {
      walkFrom({ file: meta, pointer: '', value: meta.root }, 'schema', addFile(meta))
      return resources.get(uri)
    }
    if (!uri.startsWith('file:')) return undefined
    const resource = addFile(openFile(uri))
    if (isSchemaFile(resource.root)) walkFrom(resource.root, 'schema', resource)
    return resources.get(uri)
  }

  function findTarget({ from, keyword, base, grammar }: Reference): Place {
    const reference = findText(from, keyword) ?? ''
    const uri = toUri(reference, base)
    if (uri === undefined) throw dangling(from, keyword, reference, 'a URI reference')
    const [address = '', fragment = ''] = splitFragment(uri)
    const resource = asDangling(from, keyword, reference, () => findResource(address))
    if (!resource)
      throw dangling(
        from,
        keyword,
        reference,
        'a place in this document or in a file beside it; nothing is loaded from elsewhere',
      )
    if (
      fragment !== '' &&
      !fragment.startsWith('/') &&
      !resource.anchors.has(fragment) &&
      !schemas.has(keyOf(resource.root))
    )
      walkFrom(resource.root, isOpenApi(resource.root) ? { object: 'OpenAPI' } : 'schema', resource)
    const target =
      fragment.startsWith('/') || fragment === ''
        ? findByPointer(resource.root, fragment)
        : resource.anchors.get(fragment)
    if (!target) throw dangling(from, keyword, reference, 'a reference that leads somewhere')
    if (grammar !== 'schema' || !schemas.has(keyOf(target))) walkFrom(target, grammar, nearest(target, resource))
    return target
  }

  function nearest(place: Place, fallback: Resource): Resource {
    for (let pointer = place.pointer; pointer !== ''; pointer = pointer.slice(0, pointer.lastIndexOf('/'))) {
      const owner = schemas.get(`${place.file.uri}#${pointer}`)
      if (owner) return owner
    }
    return schemas.get(`${place.file.uri}#`) ?? fallback
  }

  const seen = new Set<string>()
  walkFrom({ file: main, pointer: '', value: main.root }, { object: 'OpenAPI' }, addFile(main))
  for (let next = pending.shift(); next; next = pending.shift()) {
    const key = `${keyOf(next.from)} ${next.keyword}`
    if (seen.has(key)) continue
    seen.add(key)
    const into = next.keyword === '$ref' ? targets : dynamicTargets
    into.set(keyOf(next.from), findTarget(next))
  }

  for (const resource of resources.values()) resource.validates = hasValidation(resource.root, resources)
  const endless = findEndlessSchema(places.values(), (schema) => targets.get(keyOf(schema)))
  if (endless) throw circular(endless)

  const resourceOf = (schema: Place): Resource => {
    const resource = schemas.get(keyOf(schema))
    if (!resource) throw new TypeError(`No schema at ${keyOf(schema)}`)
    return resource
  }
  return {
    follow: (place) => followReferences(place, targets),
    schemas: {
      resourceOf,
      targetOf: (schema) => targets.get(keyOf(schema)),
      dynamicTargetOf(schema) {
        const target = dynamicTargets.get(keyOf(schema))
        if (!target) return undefined
        const anchor = splitFragment(findText(schema, '$dynamicRef') ?? '')[1] ?? ''
        const isDynamic = findText(target, '$dynamicAnchor') === anchor
        return isDynamic ? { target, anchor } : { target }
      },
    },
  }
}

function createResource(uri: string, root: Place): Resource {
  return { uri, root, anchors: new Map(), dynamicAnchors: new Map(), validates: true }
}

/** JSON Schema 2020-12 Core, 8.1.2: a meta-schema of one's own names the vocabularies that its schemas use. */
function hasValidation(root: Place, resources: ReadonlyMap<string, Resource>): boolean {
  const metaSchema = resources.get((findText(root, '$schema') ?? '').replace(/#$/, ''))
  const vocabulary = metaSchema && findChild(metaSchema.root, '$vocabulary')
  return !vocabulary || findChild(vocabulary, 'https://json-schema.org/draft/2020-12/vocab/validation') !== undefined
}

function addAnchors(resource: Resource, schema: Place): void {
  const anchor = findText(schema, '$anchor')
  const dynamicAnchor = findText(schema, '$dynamicAnchor')
  if (anchor !== undefined) resource.anchors.set(anchor, schema)
  if (dynamicAnchor === undefined) return
  resource.anchors.set(dynamicAnchor, schema)
  resource.dynamicAnchors.set(dynamicAnchor, schema)
}

function followReferences(place: Place, targets: ReadonlyMap<string, Place>): Place {
  const passed = new Set<string>()
  let current = place
  for (let next = targets.get(keyOf(current)); next; next = targets.get(keyOf(current))) {
    if (passed.has(keyOf(current))) throw circular(place)
    passed.add(keyOf(current))
    current = next
  }
  return current
}

/** `undefined` when the reference is none, or relative to a base that has no hierarchy. */
function toUri(reference: string, base: string): string | undefined {
  try {
    return new URL(reference, base).href
  } catch {
    return undefined
  }
}

function splitFragment(uri: string): string[] {
  const hash = uri.indexOf('#')
  return hash < 0 ? [uri, ''] : [uri.slice(0, hash), uri.slice(hash + 1)]
}

/** RFC 6901, 6: the pointer in a fragment is percent-encoded. */
function findByPointer(root: Place, fragment: string): Place | undefined {
  try {
    const tokens = parsePointer(decodeURIComponent(fragment))
    return tokens && findDescendant(root, tokens)
  } catch {
    return undefined
  }
}

function isOpenApi(root: Place): boolean {
  return isObject(root.value) && Object.hasOwn(root.value, 'openapi')
}

function isSchemaFile(root: Place): boolean {
  return ['$id', '$schema'].some((keyword) => findText(root, keyword) !== undefined) && !isOpenApi(root)
}

function dangling(from: Place, keyword: string, reference: string, expected: string): DocumentError {
  const place = findChild(from, keyword) ?? from
  return new DocumentError({
    code: 'dangling-reference',
    file: place.file.name,
    line: lineOf(place),
    pointer: place.pointer,
    found: describeValue(reference),
    expected,
  })
}

/** A file that cannot be read is wrong where it is referred to. */
function asDangling<Result>(from: Place, keyword: string, reference: string, run: () => Result): Result {
  try {
    return run()
  } catch (cause) {
    if (!(cause instanceof DocumentError) || cause.code !== 'unreadable-document') throw cause
    throw dangling(from, keyword, reference, `a file that can be read at ${cause.file}`)
  }
}

/** A reference that comes back to itself before it leads to anything. */
function circular(place: Place): DocumentError {
  return new DocumentError({
    code: 'circular-reference',
    file: place.file.name,
    line: lineOf(place),
    pointer: place.pointer,
    found: 'references that lead back here without anything between',
    expected: 'references that lead to something',
  })
}
