import { childrenAt, findChild, isUnusable, type Node, type SchemaIndex } from '../../openapi/index.js'
import { toPointer } from '../../text/json-pointer.js'
import { exactValueOf } from '../evaluate/exact-value.js'

/** The scalars that a schema allows at places in a value, by `const` or `enum`: what tells the branches of a choice apart. */
export type Tags = ReadonlyMap<string, readonly unknown[]>

/** Deeper places, and further ones in a large schema, tell no branches apart that people write. */
const maxDepth = 4
const maxSchemas = 1000

const known = new WeakMap<Node, Tags>()

/** The tags of a schema, by JSON Pointer in the value: through `$ref`, `allOf` and `properties`. */
export function tagsOf(schema: Node, index: SchemaIndex): Tags {
  const tags = known.get(schema) ?? findTags(schema, index)
  known.set(schema, tags)
  return tags
}

interface PendingSchema {
  readonly schema: Node
  readonly path: readonly string[]
}

function findTags(root: Node, index: SchemaIndex): Tags {
  const tags = new Map<string, readonly unknown[]>()
  const pending: PendingSchema[] = [{ schema: root, path: [] }]
  const done = new Map<Node, Set<string>>()
  for (const { schema, path } of pending) {
    const pointer = toPointer(path)
    const places = done.get(schema) ?? new Set()
    if (places.has(pointer) || isUnusable(schema)) continue
    done.set(schema, places.add(pointer))
    const values = ownValues(schema, index)
    if (values && !tags.has(pointer)) tags.set(pointer, values)
    if (pending.length > maxSchemas) continue
    pending.push(...sameValue(schema, index).map((each) => ({ schema: each, path })))
    if (path.length < maxDepth)
      for (const [name, child] of childrenAt(schema, 'properties'))
        pending.push({ schema: child, path: [...path, name] })
  }
  return tags
}

function sameValue(schema: Node, index: SchemaIndex): Node[] {
  const target = index.targetOf(schema)
  return [...(target ? [target] : []), ...childrenAt(schema, 'allOf').map(([, branch]) => branch)]
}

function ownValues(schema: Node, index: SchemaIndex): readonly unknown[] | undefined {
  const constant = index.dialectOf(schema) === 'openapi-3.0' ? undefined : findChild(schema, 'const')
  const list = findChild(schema, 'enum')
  const values = constant ? [exactValueOf(constant)] : list ? [exactValueOf(list)].flat(1) : undefined
  return values?.every((value) => value === null || typeof value !== 'object') ? values : undefined
}
