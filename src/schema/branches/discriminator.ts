import { childrenAt, findChild, findText, isObject, keyOf, type Node, type SchemaIndex } from '../../openapi/index.js'
import { appendPointer } from '../../text/json-pointer.js'
import { tagsOf } from './tags.js'

/** What the value of a discriminator's property says about the schemas to choose from. */
export type Meaning =
  /** One of the schemas. `tag` is absent if `defaultMapping` names it and the value has no such property. */
  | { readonly kind: 'schema'; readonly position: number; readonly tag: string | undefined }
  /** A schema that is not among them. */
  | { readonly kind: 'elsewhere' }
  /** No schema: the value is neither the name of a schema nor in `mapping`. */
  | { readonly kind: 'unknown'; readonly tag: string; readonly allowed: readonly string[] }

/** A Discriminator Object (OAS 3.1.1, 4.8.25; OAS 3.2, 4.25). */
export interface Discriminator {
  readonly node: Node
  readonly propertyName: string
  /** The values of the property that stand for each of the schemas. */
  readonly tags: readonly (readonly string[])[]
  /** `undefined` if the value has no such property, or no scalar there, and there is no `defaultMapping`. */
  meaningOf(value: unknown): Meaning | undefined
}

/** The discriminator of a schema, which chooses from other schemas. */
export function findDiscriminator(
  schema: Node,
  choices: readonly Node[],
  index: SchemaIndex,
): Discriminator | undefined {
  const node = findChild(schema, 'discriminator')
  const propertyName = node && findText(node, 'propertyName')
  if (!node || propertyName === undefined) return undefined
  const targets = choices.map((choice) => index.targetOf(choice) ?? choice)
  const mapping = new Map(
    childrenAt(node, 'mapping').map(([tag, { value }]) => [tag, findTarget(String(value), targets, node)]),
  )
  const names = new Map(targets.flatMap((target, position) => (isComponent(target) ? [[keyOf(target), position]] : [])))
  const constants = targets.map((target) =>
    (tagsOf(target, index).get(appendPointer('', propertyName)) ?? []).map(String),
  )
  const tags = targets.map((target, position) => {
    const mapped = [...mapping].flatMap(([tag, meant]) => (meant === position ? tag : []))
    if (mapped.length > 0) return mapped
    const own = constants[position] ?? []
    return own.length > 0 ? own : isComponent(target) ? [keyOf(target)] : []
  })
  const allowed = [...new Set([...mapping.keys(), ...tags.flat()])]
  const defaultMapping = findText(node, 'defaultMapping')
  const byDefault = defaultMapping === undefined ? undefined : findTarget(defaultMapping, targets, node)
  const toMeaning = (position: number | undefined, tag: string | undefined): Meaning =>
    position === undefined ? { kind: 'elsewhere' } : { kind: 'schema', position, tag }

  return {
    node,
    propertyName,
    tags,
    meaningOf(value) {
      if (!isObject(value)) return undefined
      const tag = Object.hasOwn(value, propertyName) ? toTag(value[propertyName]) : undefined
      if (tag !== undefined && mapping.has(tag)) return toMeaning(mapping.get(tag), tag)
      const named = tag === undefined ? undefined : names.get(tag)
      if (tag !== undefined && named !== undefined) return toMeaning(named, tag)
      // Many documents leave out the mapping and have constants that are not the names of the schemas.
      const byConstant = tag === undefined ? -1 : constants.findIndex((each) => each.includes(tag))
      if (tag !== undefined && byConstant >= 0) return toMeaning(byConstant, tag)
      if (defaultMapping !== undefined) return toMeaning(byDefault, tag)
      return tag === undefined ? undefined : { kind: 'unknown', tag, allowed }
    },
  }
}

/** Names and mappings are text; a number or boolean is compared as its text. */
function toTag(value: unknown): string | undefined {
  return typeof value === 'object' ? undefined : String(value)
}

function isComponent({ pointer }: Node): boolean {
  return /^\/components\/schemas\/[^/]+$/.test(pointer)
}

/** A mapping names a component or refers to a schema (OAS 3.1.1, 4.8.25.1); names come first. */
function findTarget(named: string, targets: readonly Node[], node: Node): number | undefined {
  const byName = targets.findIndex((target) => isComponent(target) && keyOf(target) === named)
  if (byName >= 0) return byName
  const uri = resolve(named, node.file.uri)
  const byUri =
    uri === undefined
      ? -1
      : targets.findIndex(({ file, pointer }) => resolve(`#${encodeURI(pointer)}`, file.uri) === uri)
  return byUri < 0 ? undefined : byUri
}

function resolve(reference: string, base: string): string | undefined {
  try {
    const { href } = new URL(reference, base)
    return href.endsWith('#') ? href.slice(0, -1) : href
  } catch {
    return undefined
  }
}

const childrenByIndex = new WeakMap<SchemaIndex, Map<Node, Node[]>>()

/** The schemas that extend a schema by `allOf`, directly or through others: its children (OAS 3.1.1, 4.8.24.4). */
export function findChildSchemas(schema: Node, index: SchemaIndex): Node[] {
  const children = childrenByIndex.get(index) ?? collectChildren(index)
  childrenByIndex.set(index, children)
  const found = new Set([schema])
  // The set grows while it is read.
  for (const next of found) for (const child of children.get(next) ?? []) found.add(child)
  return [...found].slice(1)
}

function collectChildren(index: SchemaIndex): Map<Node, Node[]> {
  const children = new Map<Node, Node[]>()
  for (const schema of index.all()) {
    for (const [, branch] of childrenAt(schema, 'allOf')) {
      const parent = index.targetOf(branch)
      if (!parent) continue
      const known = children.get(parent)
      if (known) known.push(schema)
      else children.set(parent, [schema])
    }
  }
  return children
}
